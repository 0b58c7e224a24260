using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>Turns a member path of an annotation into a value, seen from the annotated declaration.</summary>
internal static class PathResolver
{
    /// <summary>Resolves a path; null when it names nothing.</summary>
    /// <param name="declaration">The annotated member, type or parameter.</param>
    /// <param name="path">For example <c>_gate</c>, <c>this</c>, <c>owner.Gate</c>, <c>Type.Member</c>.</param>
    public static Value? Resolve(ISymbol declaration, string path)
    {
        var parts = path.Split('.').Select(p => p.Trim().TrimStart('@')).ToItems();
        if (parts.Length == 0 || parts[0].Length == 0)
        {
            return null;
        }

        var type = declaration as INamedTypeSymbol ?? declaration.ContainingType;
        var (value, used) = Root(declaration, type, parts);
        for (var i = used; value is not null && i < parts.Length; i++)
        {
            var name = parts[i].EndsWith("()", StringComparison.Ordinal) ? parts[i].Substring(0, parts[i].Length - 2) : parts[i];
            value = TypeOf(value) is { } owner && FindMember(owner, name) is { } member ? Extend(value, member) : null;
        }

        return value;
    }

    /// <summary>The static type of the object that a value stands for.</summary>
    public static ITypeSymbol? TypeOf(Value value) => value switch
    {
        Value.This t => t.Type,
        Value.Variable v => v.Type,
        Value.Static s => TypeOf(s.Symbol),
        Value.Member m => TypeOf(m.Symbol),
        Value.Element e => TypeOf(e.Owner) is IArrayTypeSymbol array ? array.ElementType : ElementType(TypeOf(e.Owner)),
        Value.Product p => p.Type,
        Value.Returned r => r.Type,
        _ => null,
    };

    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol method => method.ReturnType,
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        IEventSymbol @event => @event.Type,
        _ => null,
    };

    public static ITypeSymbol? ElementType(ITypeSymbol? collection) => collection switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.TypeArguments[named.TypeArguments.Length - 1],
        _ => null,
    };

    /// <summary>A field, property or parameterless method of a type or of what it derives from.</summary>
    public static ISymbol? FindMember(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(name).FirstOrDefault(IsPathMember) is { } member)
            {
                return member;
            }
        }

        return type.AllInterfaces.SelectMany(i => i.GetMembers(name)).FirstOrDefault(IsPathMember);
    }

    private static bool IsPathMember(ISymbol symbol) =>
        symbol is IFieldSymbol or IPropertySymbol or IMethodSymbol { Parameters.Length: 0, ReturnsVoid: false };

    private static (Value? Value, int Used) Root(ISymbol declaration, INamedTypeSymbol? type, Items<string> parts)
    {
        if (parts[0] == "this")
        {
            return declaration.IsStatic || type is null ? (null, 1) : (new Value.This(type), 1);
        }

        if (parts[0] == "return")
        {
            return declaration is IMethodSymbol or IPropertySymbol && TypeOf(declaration) is { } result ? (new Value.Returned(result), 1)
                : (null, 1);
        }

        if (Parameter(declaration, parts[0]) is { } parameter)
        {
            return (new Value.Variable(parameter), 1);
        }

        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (FindMember(at, parts[0]) is { } member)
            {
                return member.IsStatic || SymbolEqualityComparer.Default.Equals(at, type) ? (Extend(new Value.This(at), member), 1)
                    : (null, 1);
            }
        }

        return StaticRoot(declaration, type, parts);
    }

    private static IParameterSymbol? Parameter(ISymbol declaration, string name)
    {
        IEnumerable<IParameterSymbol> parameters = declaration switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } => method.Parameters,
            _ => Enumerable.Empty<IParameterSymbol>(),
        };
        var found = parameters.FirstOrDefault(p => p.Name == name);
        return found ?? (declaration is IMethodSymbol { ContainingSymbol: IMethodSymbol outer } ? Parameter(outer, name) : null);
    }

    private static (Value? Value, int Used) StaticRoot(ISymbol declaration, INamedTypeSymbol? type, Items<string> parts)
    {
        for (var count = 1; count < parts.Length; count++)
        {
            var name = string.Join(".", parts.Take(count));
            if (FindType(declaration, type, name) is { } owner && FindMember(owner, parts[count]) is { IsStatic: true } member)
            {
                return (new Value.Static(member), count + 1);
            }
        }

        return (null, 1);
    }

    private static INamedTypeSymbol? FindType(ISymbol declaration, INamedTypeSymbol? type, string name)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.Name == name)
            {
                return at;
            }

            if (at.GetTypeMembers(name).FirstOrDefault() is { } nested)
            {
                return nested;
            }
        }

        var simple = name.Substring(name.LastIndexOf('.') + 1);
        for (var space = declaration.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (space.GetTypeMembers(name).FirstOrDefault() is { } found)
            {
                return found;
            }
        }

        return declaration.ContainingAssembly?.GetTypeByMetadataName(name) ?? Everywhere(declaration.ContainingAssembly?.GlobalNamespace,
            simple, name);
    }

    // A type of another namespace may be written by its simple name, as code with a using directive would.
    private static INamedTypeSymbol? Everywhere(INamespaceSymbol? space, string simple, string name)
    {
        if (space is null)
        {
            return null;
        }

        return space.GetTypeMembers(simple).FirstOrDefault(t => name == simple
            || t.ToDisplayString().EndsWith(name, StringComparison.Ordinal))
            ?? space.GetNamespaceMembers().Select(inner => Everywhere(inner, simple, name)).FirstOrDefault(t => t is not null);
    }

    private static Value Extend(Value owner, ISymbol member) => member.IsStatic ? new Value.Static(member)
        : new Value.Member(owner, member);
}
