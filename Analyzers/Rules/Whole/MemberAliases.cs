using System.Collections.Concurrent;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Knows members that always hold the object of another member: a lock handed to a constructor, a second name for one
/// lock.</summary>
internal sealed class MemberAliases(CodeBase code, bool isWhole)
{
    private readonly ConcurrentDictionary<ISymbol, Alias?> known = new(SymbolEqualityComparer.Default);

    /// <summary>Where the value of a member comes from.</summary>
    /// <param name="Parameter">The constructor's parameter; null when it is another member.</param>
    /// <param name="Path">What every construction passes, seen from the creator; or the other member, seen from the owner.</param>
    private sealed record Alias(IParameterSymbol? Parameter, Value? Path);

    /// <summary>The value under the one name that all its names are reduced to.</summary>
    public Value Simplify(Value value)
    {
        if (!isWhole)
        {
            return value;
        }

        for (var round = 0; round < 4; round++)
        {
            var simpler = value switch
            {
                Value.Member member => Simplify(member),
                Value.Static { Symbol: { } symbol } when Of(symbol) is { Parameter: null, Path: Value.Static other } => other,
                _ => value,
            };
            if (simpler.Equals(value))
            {
                return value;
            }

            value = simpler;
        }

        return value;
    }

    /// <summary>The creations that a member's values come from; a null entry stands for anything else.</summary>
    public IEnumerable<Node.New?> CreationsOf(ISymbol member)
    {
        foreach (var noted in ObjectsOf(member))
        {
            yield return Creation(noted.Node);
        }
    }

    /// <summary>The members in which a constructor keeps a parameter; the parameter itself when it is a hidden field.</summary>
    public IEnumerable<ISymbol> MembersFrom(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? []
        : constructor.ContainingType.GetMembers().Where(m => m is IFieldSymbol or IPropertySymbol
            && code.ValuesOf(m).Any(v => ValueIn(v.Node) is Node.Variable { Symbol: { } s }
                && SymbolEqualityComparer.Default.Equals(s, parameter))).Append(parameter);

    private static Node.New? Creation(Node node) => node switch
    {
        Node.New creation => creation,
        Node.Both both => Creation(both.Value),
        _ => null,
    };

    private Value Simplify(Value.Member member)
    {
        var owner = Simplify(member.Owner);
        if (member.Symbol is IParameterSymbol primary && owner is Value.Product { IsNew: true } made
            && primary.Ordinal < made.Arguments.Length)
        {
            return made.Arguments[primary.Ordinal];
        }

        var alias = Of(member.Symbol);
        if (alias is null)
        {
            return ReferenceEquals(owner, member.Owner) ? member : new Value.Member(owner, member.Symbol);
        }

        if (alias.Parameter is null)
        {
            return alias.Path!.Rewrite(v => v is Value.This ? owner : null);
        }

        if (owner is Value.Product { IsNew: true } product && alias.Parameter.Ordinal < product.Arguments.Length)
        {
            return product.Arguments[alias.Parameter.Ordinal];
        }

        return alias.Path switch
        {
            null => ReferenceEquals(owner, member.Owner) ? member : new Value.Member(owner, member.Symbol),
            Value.Static path => path,
            { } path when BackLink(alias.Parameter) is { } back => path.Rewrite(v => v is Value.This ? new Value.Member(owner, back)
                : null),
            { } path => new Value.Shared(path.Rewrite(v => v is Value.This ? Value.Unknown : null), member),
        };
    }

    private Alias? Of(ISymbol symbol)
    {
        var original = symbol.OriginalDefinition;
        return known.TryGetValue(original, out var alias) ? alias : known.GetOrAdd(original, Find(original));
    }

    private Alias? Find(ISymbol member)
    {
        if (member is IParameterSymbol { ContainingSymbol: IMethodSymbol } primary)
        {
            return new(primary, Passed(primary));
        }

        var values = ObjectsOf(member);
        if (values.Count == 0 || values.Any(v => !v.Body.IsConstructor || v.Body.IsLocal))
        {
            return null;
        }

        var parameters = values.Select(v => (ValueIn(v.Node) as Node.Variable)?.Symbol as IParameterSymbol).ToList();
        if (parameters.All(p => p is { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }))
        {
            var paths = parameters.Select(p => Passed(p!)).ToList();
            return new(parameters[0], paths.All(p => p is not null && p.Equals(paths[0])) ? paths[0] : null);
        }

        return values.Count == 1 && Path(ValueIn(values[0].Node), values[0].Body) is { } path ? new(null, path) : null;
    }

    // What a member can hold besides null, which is no lock.
    private List<CodeBase.Noted> ObjectsOf(ISymbol member) =>
        [.. code.ValuesOf(member).Where(v => v.Node is not Node.Constant { Content: null })];

    private static Node ValueIn(Node node) => node is Node.Both both ? both.Value : node;

    private static Value? Path(Node node, Body body) => node switch
    {
        Node.Member { Receiver: Node.This, Symbol: IFieldSymbol { IsReadOnly: true } field } =>
            new Value.Member(new Value.This(field.ContainingType), field),
        Node.Member { Receiver: null, Symbol: IFieldSymbol { IsReadOnly: true, IsStatic: true } field } => new Value.Static(field),
        Node.This when body.Type is { } type => new Value.This(type),
        _ => null,
    };

    /// <summary>What all constructions pass for a parameter; null when they differ or are unknown.</summary>
    private Value? Passed(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol constructor)
        {
            return null;
        }

        var result = default(Value);
        foreach (var creation in code.CreationsOf(constructor))
        {
            var node = creation.Node is Node.New made && parameter.Ordinal < made.Arguments.Length ? made.Arguments[parameter.Ordinal]
                : null;
            var path = node switch
            {
                Node.Member { Receiver: Node.This, Symbol: { } symbol } => new Value.Member(new Value.This(symbol.ContainingType), symbol),
                Node.Member { Receiver: null, Symbol: { IsStatic: true } symbol } => new Value.Static(symbol),
                Node.This when creation.Body.Type is { } type => (Value)new Value.This(type),
                _ => null,
            };
            if (path is null || (result is not null && !result.Equals(path)))
            {
                return null;
            }

            result = path;
        }

        return result;
    }

    // The member in which the made object keeps the object that made it.
    private ISymbol? BackLink(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol constructor)
        {
            return null;
        }

        var self = constructor.Parameters.FirstOrDefault(p => Passed(p) is Value.This);
        return self is null ? null : constructor.ContainingType.GetMembers().FirstOrDefault(m => m is IFieldSymbol or IPropertySymbol
            && code.ValuesOf(m) is { Count: > 0 } values
                && values.All(v => ValueIn(v.Node) is Node.Variable { Symbol: { } s } && SymbolEqualityComparer.Default.Equals(s, self)));
    }
}
