using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Puts the type arguments of a call into a member of a generic type.</summary>
internal static class TypeSubstitution
{
    public static ISymbol Apply(ISymbol member, IMethodSymbol method, Value self)
    {
        var type = member.ContainingType;
        var map = new Dictionary<ITypeSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        Collect(method.OriginalDefinition.TypeParameters, method.TypeArguments, map);
        Collect(method.ContainingType, map);
        if (PathResolver.TypeOf(self) is INamedTypeSymbol receiver)
        {
            Collect(receiver, map);
        }

        var arguments = type.TypeArguments.Select(a => map.TryGetValue(a, out var actual) ? actual : a).ToArray();
        if (type.ContainingType?.IsGenericType == true || arguments.SequenceEqual(type.TypeArguments, SymbolEqualityComparer.Default))
        {
            return member;
        }

        var constructed = type.OriginalDefinition.Construct(arguments);
        return constructed.GetMembers(member.Name).FirstOrDefault(m =>
            SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) ?? member;
    }

    private static void Collect(INamedTypeSymbol? type, Dictionary<ITypeSymbol, ITypeSymbol> map)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            Collect(at.OriginalDefinition.TypeParameters, at.TypeArguments, map);
        }
    }

    private static void Collect(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments,
        Dictionary<ITypeSymbol, ITypeSymbol> map)
    {
        for (var i = 0; i < parameters.Count && i < arguments.Count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
            {
                map[parameters[i]] = arguments[i];
            }
        }
    }
}
