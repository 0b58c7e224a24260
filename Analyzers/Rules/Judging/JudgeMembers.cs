using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Judging;

/// <content>Members: which lock usually guards them, which locks are replaced; instances of one class; step lists.</content>
internal sealed partial class Judge
{
    private const int FewestUses = 3;

    private void Members()
    {
        var accesses = Judged().SelectMany(j => j.Result.Accesses).GroupBy(a => a.Member, SymbolEqualityComparer.Default);
        foreach (var group in accesses)
        {
            UsualGuard([.. group]);
        }

        Reassigned();
    }

    // A guard that all writes and most uses agree on, and one place that forgot it.
    private void UsualGuard(List<BodyResult.Access> uses)
    {
        uses = [.. uses.GroupBy(u => u.At).Select(g => g.FirstOrDefault(u => u.IsWrite) ?? g.First())
            .Where(u => !callers.IsUnreachable(u.Body) && !IsSetup(u.Body))];
        if (uses.Count < FewestUses || !uses.Any(u => u.IsWrite)
            || (uses[0].Member is IFieldSymbol { IsReadOnly: true } && uses.All(u => !u.IsWrite)))
        {
            return;
        }

        var bodies = uses.Select(u => u.Body).Distinct().Count();
        foreach (var guard in uses.SelectMany(GuardsAt).GroupBy(g => g.Class.Key).OrderByDescending(g => g.Count()).ThenBy(g =>
            g.Key, StringComparer.Ordinal).Select(g => g.First()))
        {
            var without = uses.Where(u => !GuardsAt(u).Any(g => g.Class.Equals(guard.Class))).ToList();
            var with = uses.Count - without.Count;
            if (without.Count == 0 || with < 2 || with < 2 * without.Count || bodies < 3)
            {
                return;
            }

            if (with == uses.Count(u => GuardsAt(u).Any()) || uses.Any(u => u.IsWrite))
            {
                foreach (var use in without.Where(u => uses.Any(o => o != u && MayRace(u, o))))
                {
                    findings.Add(new(Rules.UsuallyGuarded, use.At, [], [use.Member.Name, guard.Display, with, uses.Count]));
                }
            }

            return;
        }
    }

    private static bool IsSetup(Body body) => body.IsConstructor || body.Method is { MethodKind: MethodKind.Destructor };

    private IEnumerable<Lock> GuardsAt(BodyResult.Access use) =>
        use.Held.Concat(callers.EntryOf(use.Body)).Where(h => !use.IsWrite || h.Mode == LockMode.Exclusive).Select(h => h.Lock)
            .Where(l => l.Excludes && l.Family != Knowledge.Primitive.Pseudo);

    // Two uses of which one writes, with no lock in common.
    private bool MayRace(BodyResult.Access one, BodyResult.Access other) => (one.IsWrite || other.IsWrite)
        && !GuardsAt(one).Any(g => GuardsAt(other).Any(o => o.Class.Equals(g.Class)));

    private void Reassigned()
    {
        var places = Judged().SelectMany(j => j.Result.Reassigned).GroupBy(r => r.Member, SymbolEqualityComparer.Default)
            .ToDictionary(g => g.Key!, g => g.First().At, SymbolEqualityComparer.Default);
        foreach (var (member, at) in Judged().SelectMany(j => j.Result.LockedMembers))
        {
            if (!places.ContainsKey(member) && GivenFromOutside(member) is { } given)
            {
                places[member] = given;
            }

            if (places.TryGetValue(member, out var assigned) && IsLockType(member))
            {
                findings.Add(new(Rules.UnsuitableObject, at, [assigned], [$"'{member.Name}', which is given another object later,"]));
            }
        }
    }

    // What has no locks in it is not analysed; what it is given, it may keep as the lock of others.
    private Location? GivenFromOutside(ISymbol member) => world.Code.ValuesOf(member).FirstOrDefault(v => !v.Body.IsConstructor
        && !world.Results.ContainsKey(v.Body) && v.Node is Node.Variable { Symbol: IParameterSymbol })?.At;

    // Data that also serves as a lock may be replaced by design; a lock that is nothing else may not.
    private static bool IsLockType(ISymbol member) =>
        PathResolver.TypeOf(member) is { SpecialType: SpecialType.System_Object } or { Name: "Lock" };

    private void Instances()
    {
        foreach (var group in Graph.SameClass.GroupBy(e => e.Inner.Class.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var edges = group.Where(e => e.Order.Kind is not (InstanceOrderKind.Declared or InstanceOrderKind.Tied) && Blocks(e)).ToList();
            var tied = group.Where(e => e.Order.Kind == InstanceOrderKind.Tied && Blocks(e)).ToList();
            if (tied.Count > 0 && !tied.All(e => tied.All(o => gates.Share(e, o))))
            {
                Instances(tied);
            }

            if (edges.Count > 0
                && !(edges.Count == 1 ? gates.Share(edges[0], edges[0]) : edges.All(e => edges.All(o => gates.Share(e, o)))))
            {
                Instances(edges);
            }
        }
    }

    private bool Blocks(BodyResult.Edge edge) => Graph.Blocks(edge.Inner.Class, edge.Mode, edge.Outer.Mode);

    private void Instances(List<BodyResult.Edge> edges)
    {
        var declared = edges[0].Inner.Class.Declared;
        foreach (var edge in edges.OrderBy(e => e.Chain.Length).GroupBy(e => e.At).Select(g => g.First()))
        {
            var problem = edge.Order.Kind switch
            {
                InstanceOrderKind.None => IsLeftToCallers(edge) ? null
                    : declared?.InstanceOrder is { } wanted ? $" by {wanted}" : string.Empty,
                InstanceOrderKind.Tied => $" when {edge.Order.Key} is equal",
                InstanceOrderKind.Peer => $": '{edge.Order.Key}' leads both ways",
                InstanceOrderKind.Ascending or InstanceOrderKind.Descending when declared?.InstanceOrder is { } key =>
                    edge.Order.Key == key ? null : $" by {key}",
                var kind => edges.FirstOrDefault(e => IsOpposite(kind, e.Order.Kind) || IsOtherKey(edge.Order, e.Order)) is { } other
                    ? $": elsewhere they are nested the other way ({other.Body.Display})" : null,
            };
            if (problem is null)
            {
                continue;
            }

            findings.Add(new(Rules.UnorderedInstances, edge.At, [edge.Outer.At, .. edge.Chain.Select(s => s.At).Where(l => l != edge.At)],
                [edge.Inner.Class.Display, problem])
            {
                Severity = declared is null ? null : DiagnosticSeverity.Error,
                Certainty = declared is null ? 1 : 0,
            });
        }
    }

    private static bool IsOpposite(InstanceOrderKind one, InstanceOrderKind other) => (one, other) is
        (InstanceOrderKind.Ascending, InstanceOrderKind.Descending) or (InstanceOrderKind.Descending, InstanceOrderKind.Ascending)
        or (InstanceOrderKind.Down, InstanceOrderKind.Up) or (InstanceOrderKind.Up, InstanceOrderKind.Down);

    private static bool IsOtherKey(InstanceOrder one, InstanceOrder other) =>
        one.Kind is InstanceOrderKind.Ascending or InstanceOrderKind.Descending
        && other.Kind is InstanceOrderKind.Ascending or InstanceOrderKind.Descending && one.Key != other.Key;

    // What a private helper nests, its callers have ordered: they are judged instead.
    private bool IsLeftToCallers(BodyResult.Edge edge) => !callers.IsRoot(edge.Body)
        && world.Results[edge.Body].Summary.Pairs.Any(p => p.Inner.Class.Equals(edge.Inner.Class));

    private void StepLists()
    {
        var spliced = new HashSet<Value.Described>(Judged().SelectMany(j => j.Result.Spliced));
        foreach (var (body, result) in Judged().Where(j => j.Body.Contract.Items.IsEmpty))
        {
            foreach (var list in result.Described.Where(d => !spliced.Contains(d) && !d.IsOpenEnded))
            {
                StepList(body, list);
            }
        }
    }

    private void StepList(Body body, Value.Described list)
    {
        foreach (var held in list.Gained.Where(h => !list.Lost.Any(l => l.Lock.Class.Equals(h.Lock.Class))))
        {
            findings.Add(new(Rules.NotReleased, held.At, [], [held.Lock.Display, body.Display, "its last step", "return"]));
        }

        foreach (var lost in list.Lost.Where(l => !list.Gained.Any(h => h.Lock.Class.Equals(l.Lock.Class))
            && !list.All.Any(h => h.Lock.Class.Equals(l.Lock.Class))))
        {
            findings.Add(new(Rules.NotHeld, lost.At, [], [lost.Lock.Display, "not held"]));
        }
    }

    private void Suppressions()
    {
        var annotations = world.Code.Declarations.Annotations;
        if (!annotations.IsUsed)
        {
            return;
        }

        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var body in world.Graph.Bodies.Where(b => b.IsSuppressed && world.Results.ContainsKey(b)))
        {
            var result = world.Results[body];
            if (result.Findings.Count + result.Needs.Count + result.Leaks.Count + result.Edges.Count > 0)
            {
                used.Add(body.Suppressor!);
            }
        }

        var edges = world.Results.Values.SelectMany(r => r.Edges).ToList();
        foreach (var (symbol, annotation) in world.Code.Suppressions)
        {
            var isUsed = annotation.Name == "NoLockAnalysis" ? used.Contains(symbol)
                : annotation.Texts.Length > 1
                    && edges.Any(e => Named(e.Outer.Lock.Class, annotation.Texts[0]) && Named(e.Inner.Class, annotation.Texts[1]));
            var hasReason = ContractReader.HasReason(annotation, annotation.Name == "NoLockAnalysis" ? 0 : 2);
            if (!isUsed || !hasReason)
            {
                findings.Add(new(Rules.UnusedSuppression, annotation.At ?? Location.None, [], [hasReason ? string.Empty
                    : ": a justification is missing"]));
            }
        }
    }

    private bool Named(LockClassId id, string name)
    {
        var order = world.Code.Declarations.Order;
        return id.Display == name || id.OrderName == name || order.Canonical(id.OrderName) == order.Canonical(name);
    }
}
