using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Judging;

/// <summary>Decides, once all bodies are known, what is reported.</summary>
internal sealed partial class Judge
{
    private readonly WholeWorld world;
    private readonly Callers callers;
    private readonly Gates gates;
    private readonly List<BodyResult.Finding> findings = [];
    private readonly CancellationToken cancellation;

    // Locks that methods without a contract leave held for their callers.
    private readonly HashSet<string> wrapped = [];

    private Judge(WholeWorld world, CancellationToken cancellation)
    {
        this.world = world;
        this.cancellation = cancellation;
        callers = new Callers(world);
        gates = new Gates(world, callers);
        Graph = LockGraph.Build(world, callers);
    }

    private LockGraph Graph { get; }

    /// <summary>All findings, in no particular order, and the graph that they were found in.</summary>
    public static (List<BodyResult.Finding> Findings, LockGraph Graph) Decide(WholeWorld world, CancellationToken cancellation)
    {
        var judge = new Judge(world, cancellation);
        judge.Bodies();
        judge.Cycles();
        judge.Instances();
        judge.Members();
        judge.StepLists();
        judge.Suppressions();
        judge.Budget();
        return (judge.findings, judge.Graph);
    }

    private void Bodies()
    {
        var gained = ClassesOf(r => r.Leaks.Where(l => l.OnEveryPath).Select(l => l.Held.Lock));
        gained.UnionWith(ClassesOf(r => r.Summary.Exits.SelectMany(e => e.Gained).Select(h => h.Lock)));
        gained.UnionWith(ClassesOf(r => r.Summary.Exits.Where(e => e.Gained.Length > 0).SelectMany(e => Kept(e.Result))));
        gained.UnionWith(ClassesOf(r => r.Pending.Values.Where(p => !p.IsAwaited).Select(p => p.Lock)));
        wrapped.UnionWith(KeysIn(Judged().Where(j => !j.Body.Contract.HasEffect).Select(j => j.Result),
            r => r.Leaks.Where(l => l.OnEveryPath).Select(l => l.Held.Lock)));
        var lost = ClassesOf(r => r.Needs.Where(IsRelease).Select(n => n.Lock));
        foreach (var (body, result) in Judged())
        {
            findings.AddRange(result.Findings.Where(f => f.Rule.Id != Rules.UndeclaredEdge.Id || world.Code.Options.IsStrict));
            foreach (var need in result.Needs)
            {
                Decide(body, need, gained);
            }

            foreach (var leak in result.Leaks)
            {
                Decide(body, leak, lost);
            }
        }
    }

    // What the object that a method returns with a lock was given: it may release it.
    private IEnumerable<Lock> Kept(Value result) => result is not Value.Product { Origin.Constructor: { } constructor } product ? []
        : constructor.Parameters.Where(p => p.Ordinal < product.Arguments.Length && product.Arguments[p.Ordinal] is not Value.Constant)
            .Select(p => world.Locks.Identify(new Value.Variable(p)));

    private static bool IsRelease(BodyResult.Need need) => need.Kind is BodyResult.NeedKind.Release or BodyResult.NeedKind.ReleaseDeclared;

    private static bool IsDispose(Body body) => body.Method?.Name is "Dispose" or "DisposeAsync";

    private HashSet<string> ClassesOf(Func<BodyResult, IEnumerable<Lock>> select) => KeysIn(world.Results.Values, select);

    private HashSet<string> KeysIn(IEnumerable<BodyResult> results, Func<BodyResult, IEnumerable<Lock>> select) =>
        [.. results.SelectMany(select).SelectMany(KeysOf)];

    // A constructor that acquires its argument does so for the member that it keeps the argument in.
    private IEnumerable<string> KeysOf(Lock @lock) => @lock.Value is Value.Variable { Symbol: IParameterSymbol parameter }
        ? world.Locks.MembersFrom(parameter).SelectMany(m => new[]
        {
            Declarations.LockClassId.KeyOf(m.OriginalDefinition),
            LockIdentifier.BalanceKey(world.Locks.Identify(new Value.Member(new Value.This(m.ContainingType), m))),
        }).Append("parameter")
        : [LockIdentifier.BalanceKey(@lock)];

    private IEnumerable<(Body Body, BodyResult Result)> Judged() => world.Graph.Bodies
        .Where(b => world.Results.ContainsKey(b) && !b.IsSuppressed && !world.Code.Options.Ignores(b.Type))
        .Select(b => (b, world.Results[b]));

    private void Decide(Body body, BodyResult.Need need, HashSet<string> gained)
    {
        var isHeldByCallers = callers.EntryOf(body).Any(h => h.Mode >= need.Mode && (h.Lock.IsSame(need.Lock)
            || (need.Lock.Value is Value.OfClass && h.Lock.Class.Equals(need.Lock.Class))));
        var isWrapper = need.Kind switch
        {
            BodyResult.NeedKind.Release => KeysOf(need.Lock).Any(gained.Contains),
            BodyResult.NeedKind.ReleaseDeclared => KeysOf(need.Lock).Any(IsDispose(body) ? gained.Contains : wrapped.Contains),
            _ => false,
        };
        if (!isHeldByCallers && !isWrapper)
        {
            findings.Add(need.Finding);
        }
    }

    private void Decide(Body body, BodyResult.Leak leak, HashSet<string> lost)
    {
        if ((leak.OnEveryPath && (KeysOf(leak.Held.Lock).Any(lost.Contains) || IsReleasedElsewhere(leak.Held.Lock)))
            || (!leak.Held.Lock.IsThreadBound && IsReleasedInside(body, leak.Held.Lock)))
        {
            return;
        }

        var span = leak.LeavesAt.GetLineSpan();
        var place = $"{System.IO.Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
        findings.Add(new(Rules.NotReleased, leak.Held.At, [leak.LeavesAt], [leak.Held.Lock.Display, body.Display, place, leak.ByException
            ? "exception" : "return"]));
    }

    // A permit that is taken here and given back by the work that is started with it.
    private bool IsReleasedInside(Body body, Lock @lock) => body.Inner.Any(inner => IsReleasedInside(inner, @lock)
        || (world.Results.TryGetValue(inner, out var result) && result.Needs.Any(n =>
            IsRelease(n) && n.Lock.Class.Equals(@lock.Class))));

    // A lock that others release by contract, or that belongs to the caller.
    private bool IsReleasedElsewhere(Lock @lock) =>
        world.Graph.Bodies.Any(b => b.Contract.Items.Any(i => i.Clause == Declarations.Contract.Clause.Releases
            && world.Locks.Identify(i.Lock).Class.Equals(@lock.Class)));

    private void Cycles()
    {
        var order = world.Code.Declarations.Order;
        var finder = new CycleFinder(Graph, gates, order, cancellation);
        foreach (var cycle in finder.Find())
        {
            var text = string.Join("; ", cycle.Select(Describe));
            foreach (var edge in cycle)
            {
                Items<Location> more = [edge.Outer.At, .. edge.Chain.Select(s => s.At), .. cycle.Where(e => e != edge).SelectMany(e =>
                    new[] { e.At, e.Outer.At }.Concat(e.Chain.Select(s => s.At)))];
                findings.Add(new(Rules.Cycle, edge.At, [.. more.Where(l => l != edge.At).Distinct()], [text, IsProved(cycle) ? string.Empty
                    : " (any instances)"])
                {
                    Certainty = IsProved(cycle) ? 0 : 1,
                });
            }
        }

        if (finder.IsIncomplete)
        {
            findings.Add(new(Rules.BudgetReached, Location.None, [], ["lock graph", "the limit of paths"]));
        }

        Transitive(order);
    }

    private static string Describe(BodyResult.Edge edge) =>
        $"{edge.Outer.Lock.Class.Display} then {edge.Inner.Class.Display} in {Way(edge)}";

    private static string Way(BodyResult.Edge edge) =>
        string.Join(" -> ", edge.Chain.Take(edge.Chain.Length - 1).Select(s => s.Name).Prepend(edge.Body.Display));

    private static bool IsProved(Items<BodyResult.Edge> cycle) =>
        cycle.All(e => e.Outer.Lock.Class is { IsSingle: true } or { Declared: not null })
        || cycle.All(e => e.Outer.Lock.Value is Value.Member { Owner: Value.This } or Value.This or Value.Static
            && e.Inner.Value is Value.Member { Owner: Value.This } or Value.This or Value.Static);

    // A declared order can also be broken through locks that it does not name.
    private void Transitive(Declarations.LockOrderRelation order)
    {
        if (order.IsEmpty)
        {
            return;
        }

        foreach (var outer in Graph.Classes.Where(c => order.Contains(c.OrderName)))
        {
            foreach (var middle in Graph.InsideOf(outer).Where(c => !order.Contains(c.OrderName)))
            {
                foreach (var inner in Graph.InsideOf(middle).Where(c => order.IsBefore(c.OrderName, outer.OrderName)))
                {
                    var (first, second) = (Graph.Between(outer, middle)[0], Graph.Between(middle, inner)[0]);
                    var chain = string.Join(" > ", order.Chain(inner.OrderName, outer.OrderName));
                    findings.Add(new(Rules.OrderViolated, second.At, [second.Outer.At, first.At, first.Outer.At],
                        [second.Inner.Display, inner.Display, first.Outer.Lock.Display, outer.Display, chain]));
                }
            }
        }
    }

    private void Budget()
    {
        foreach (var method in world.CallsWithTooManyTargets.OrderBy(m => m.ToDisplayString(), StringComparer.Ordinal))
        {
            findings.Add(new(Rules.BudgetReached, method.Locations.FirstOrDefault(l => l.IsInSource) ?? Location.None, [],
                [method.Name, $"the limit of {world.Code.Options.MostTargets} targets"]));
        }
    }
}
