using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Whole;

namespace Hmm.Analyzers.Judging;

/// <summary>Which class is acquired inside which, with the places where it happens.</summary>
internal sealed class LockGraph
{
    private readonly Dictionary<LockClassId, Dictionary<LockClassId, List<BodyResult.Edge>>> edges = [];
    private readonly HashSet<LockClassId> written = [];

    private LockGraph()
    {
    }

    /// <summary>Nestings of two locks of one class.</summary>
    public List<BodyResult.Edge> SameClass { get; } = [];

    public IEnumerable<LockClassId> Classes =>
        edges.Keys.Concat(edges.Values.SelectMany(v => v.Keys)).Distinct().OrderBy(c => c.Key, StringComparer.Ordinal);

    public static LockGraph Build(WholeWorld world, Callers callers)
    {
        var graph = new LockGraph();
        foreach (var body in world.Graph.Bodies)
        {
            if (!world.Results.TryGetValue(body, out var result) || callers.IsUnreachable(body) || world.Code.Options.Ignores(body.Type))
            {
                continue;
            }

            graph.written.UnionWith(result.Summary.Acquisitions.Where(a => a.Mode == LockMode.Exclusive).Select(a => a.Lock.Class));
            foreach (var edge in result.Edges.Where(e => !body.IsSuppressed && !OrderRules.IsAllowed(e, world.Code.Declarations)))
            {
                graph.Add(edge);
            }
        }

        return graph;
    }

    /// <summary>The places where one class is acquired inside another, the shortest chain first.</summary>
    public IReadOnlyList<BodyResult.Edge> Between(LockClassId outer, LockClassId inner) =>
        edges.TryGetValue(outer, out var inside) && inside.TryGetValue(inner, out var list) ? list : [];

    public IEnumerable<LockClassId> InsideOf(LockClassId outer) =>
        edges.TryGetValue(outer, out var inside) ? inside.Keys.OrderBy(c => c.Key, StringComparer.Ordinal) : [];

    /// <summary>Whether an acquisition waits for a holder: readers wait for readers only when a writer may come between.</summary>
    public bool Blocks(LockClassId id, LockMode acquired, LockMode held) =>
        acquired == LockMode.Exclusive || held == LockMode.Exclusive || (acquired == LockMode.Upgradeable && held == LockMode.Upgradeable)
            || written.Contains(id);

    private void Add(BodyResult.Edge edge)
    {
        var (outer, inner) = (edge.Outer.Lock.Class, edge.Inner.Class);
        if (outer.Equals(inner))
        {
            SameClass.Add(edge);
            return;
        }

        if (!edges.TryGetValue(outer, out var inside))
        {
            edges[outer] = inside = [];
        }

        if (!inside.TryGetValue(inner, out var list))
        {
            inside[inner] = list = [];
        }

        list.Add(edge);
    }
}
