using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Judging;

/// <summary>Who calls a body, and what all of them hold.</summary>
internal sealed class Callers
{
    private readonly Dictionary<Body, List<(Body Caller, BodyResult.CallSite Site)>> sites = [];
    private readonly Dictionary<Body, Items<Held>?> entries = [];
    private readonly HashSet<Body> released = [];
    private readonly HashSet<ISymbol> releasedMethods = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> openTypes = new(SymbolEqualityComparer.Default);

    public Callers(WholeWorld world)
    {
        foreach (var body in world.Graph.Bodies)
        {
            if (!world.Results.TryGetValue(body, out var result))
            {
                continue;
            }

            released.UnionWith(result.Released);
            releasedMethods.UnionWith(result.ReleasedMethods);
            foreach (var site in result.Calls)
            {
                if (!sites.TryGetValue(site.Target, out var list))
                {
                    sites[site.Target] = list = [];
                }

                list.Add((body, site));
            }
        }

        openTypes.UnionWith(world.Graph.Bodies.Where(b =>
            b.Method is { MethodKind: not (MethodKind.StaticConstructor or MethodKind.Constructor) } && b.Type is not null
            && (IsVisible(b) || sites.ContainsKey(b))).Select(b => (ISymbol)b.Type!.OriginalDefinition));
        Solve(world.Graph.Bodies);
    }

    /// <summary>What is held whenever the body is entered; nothing for a body that anybody may call.</summary>
    public Items<Held> EntryOf(Body body) => entries.TryGetValue(body, out var held) && held is { } known ? known : [];

    public bool HasCallers(Body body) => sites.ContainsKey(body);

    /// <summary>Whether calls may come from code that is not in sight.</summary>
    public bool IsRoot(Body body)
    {
        if (released.Contains(body) || body.Method is not { } method || releasedMethods.Contains(method.OriginalDefinition))
        {
            return true;
        }

        if (body.IsLocal)
        {
            return !sites.ContainsKey(body) && body.IsLambda;
        }

        return IsVisible(body) || !sites.ContainsKey(body);
    }

    /// <summary>Whether nothing can run the body.</summary>
    public bool IsUnreachable(Body body)
    {
        if (body.IsLocal)
        {
            return !body.IsLambda && !sites.ContainsKey(body) && !released.Contains(body);
        }

        return body.Method is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, Name: not "Main" } method
            && method.ExplicitInterfaceImplementations.IsEmpty && method.GetAttributes().IsEmpty
            && !sites.ContainsKey(body) && !releasedMethods.Contains(method.OriginalDefinition)
            && body.Type is { } type && openTypes.Contains(type.OriginalDefinition);
    }

    private static bool IsVisible(Body body) => body.Method is { } method
        && (method.MethodKind is MethodKind.StaticConstructor or MethodKind.Destructor
        || !method.ExplicitInterfaceImplementations.IsEmpty || OverridesForeign(method)
        || method.DeclaredAccessibility == Accessibility.Public);

    // The framework calls what overrides its own members.
    private static bool OverridesForeign(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
        {
            method = overridden;
        }

        return !method.Locations.Any(l => l.IsInSource);
    }

    // The greatest solution: a body that only itself calls holds whatever its callers do.
    private void Solve(IReadOnlyList<Body> bodies)
    {
        foreach (var body in bodies)
        {
            entries[body] = IsRoot(body) ? [] : null;
        }

        for (var round = 0; round < 20; round++)
        {
            var changed = false;
            foreach (var body in bodies.Where(b => !IsRoot(b)))
            {
                var next = Meet(body);
                changed |= next?.Length != entries[body]?.Length;
                entries[body] = next;
            }

            if (!changed)
            {
                break;
            }
        }
    }

    private Items<Held>? Meet(Body body)
    {
        var result = default(Items<Held>?);
        foreach (var (caller, site) in sites.TryGetValue(body, out var list) ? list : [])
        {
            if (entries.TryGetValue(caller, out var entry) && entry is null)
            {
                continue;
            }

            var inherited = EntryOf(caller).Where(h => h.Lock.Value is Value.Static or Value.TypeObject || site.IsOnSelf
                || body.Outer == caller);
            var held = site.Held.Concat(inherited).ToList();
            result = result is not { } sofar ? [.. held] : [.. sofar.Where(h => held.Any(o => Covers(o, h)))];
        }

        return result;
    }

    private static bool Covers(Held one, Held other) => one.Lock.IsSame(other.Lock) && one.Mode >= other.Mode;
}
