using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Finds the bodies that a call may run: by class hierarchy, limited to types that are created, exact where the receiver
/// is.</summary>
internal sealed class TargetResolver
{
    private readonly CodeBase code;
    private readonly Dictionary<ISymbol, List<Body>> overriders = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<Body>> initializers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> created = new(SymbolEqualityComparer.Default);

    public TargetResolver(CodeBase code, IReadOnlyList<Body> bodies)
    {
        this.code = code;
        foreach (var body in bodies)
        {
            created.UnionWith(body.Creates);
        }

        foreach (var body in bodies.Where(b => b.IsInitializer && b.Type is not null))
        {
            if (!initializers.TryGetValue(body.Type!.OriginalDefinition, out var list))
            {
                initializers[body.Type.OriginalDefinition] = list = [];
            }

            list.Add(body);
        }

        foreach (var body in bodies.Where(b => b.Method is { IsStatic: false } && !b.IsLocal))
        {
            AddOverrides(body);
        }
    }

    /// <summary>What runs at the first use of a type from another one.</summary>
    public IEnumerable<Body> InitializersOf(INamedTypeSymbol? type, Body from) =>
        type is not null && !SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, from.Type?.OriginalDefinition)
            && initializers.TryGetValue(type.OriginalDefinition, out var list) ? list : [];

    /// <summary>Calls with more targets than the limit.</summary>
    public HashSet<ISymbol> TooMany { get; } = new(SymbolEqualityComparer.Default);

    public Items<Body> Find(IMethodSymbol method, bool isVirtual) => Find(method, isVirtual, Value.Unknown);

    public Items<Body> Find(IMethodSymbol method, bool isVirtual, Value receiver)
    {
        method = (method.PartialImplementationPart ?? method.ReducedFrom ?? method).OriginalDefinition;
        if (ExactType(receiver) is { } type && !method.IsStatic && Implementation(type, method) is { } exact
            && code.Find(exact) is { } only)
        {
            return [only];
        }

        var own = code.Find(method);
        var mayBeOverridden = isVirtual || method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface;
        if (!mayBeOverridden || !overriders.TryGetValue(method, out var others))
        {
            return own is null ? [] : [own];
        }

        var candidates = new List<Body>(others);
        if (own is not null && !method.IsAbstract)
        {
            candidates.Insert(0, own);
        }

        if (candidates.Any(IsCreated))
        {
            candidates = [.. candidates.Where(c => IsCreated(c) || IsPublic(c.Type) || c.Type!.IsAbstract)];
        }

        if (candidates.Count <= code.Options.MostTargets)
        {
            return [.. candidates];
        }

        TooMany.Add(method);
        return [];
    }

    private bool IsCreated(Body body) => body.Type is { } type && created.Contains(type.OriginalDefinition);

    private static bool IsPublic(INamedTypeSymbol? type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected))
            {
                return false;
            }
        }

        return true;
    }

    // The type of an object whose creation is in sight, or of which nothing can be derived.
    private ITypeSymbol? ExactType(Value receiver) => receiver switch
    {
        Value.Product { IsNew: true, Type: { } type } => type,
        Value.Member { Symbol: IFieldSymbol { IsReadOnly: true } field } => SoleType(field),
        Value.Static { Symbol: IFieldSymbol { IsReadOnly: true } field } => SoleType(field),
        _ => PathResolver.TypeOf(receiver) is { IsSealed: true } type ? type : null,
    };

    private ITypeSymbol? SoleType(IFieldSymbol field)
    {
        var types = code.ValuesOf(field).Select(v => (v.Node as Node.New)?.Type).ToList();
        return types.Count > 0 && types.All(t => t is not null && SymbolEqualityComparer.Default.Equals(t, types[0])) ? types[0] : null;
    }

    private static IMethodSymbol? Implementation(ITypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            var declared = type.AllInterfaces.FirstOrDefault(i =>
                SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, method.ContainingType.OriginalDefinition))?
                .GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m =>
                    SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method));
            return declared is null ? null : (type.FindImplementationForInterfaceMember(declared) as IMethodSymbol)?.OriginalDefinition;
        }

        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (var candidate in at.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var m = candidate; m is not null; m = m.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method))
                    {
                        return candidate.OriginalDefinition;
                    }
                }
            }
        }

        return null;
    }

    private void AddOverrides(Body body)
    {
        var method = body.Method!;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            Add(overridden.OriginalDefinition, body);
        }

        foreach (var declared in method.ExplicitInterfaceImplementations)
        {
            Add(declared.OriginalDefinition, body);
        }

        if (method.DeclaredAccessibility != Accessibility.Public || method.ContainingType is not { TypeKind: not TypeKind.Interface } type)
        {
            return;
        }

        foreach (var member in type.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition,
                method.OriginalDefinition))
            {
                Add(member.OriginalDefinition, body);
            }
        }
    }

    private void Add(IMethodSymbol declared, Body body)
    {
        if (!overriders.TryGetValue(declared, out var list))
        {
            overriders[declared] = list = [];
        }

        if (!list.Contains(body))
        {
            list.Add(body);
        }
    }
}
