using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;

namespace Hmm.Analyzers.Judging;

/// <summary>Finds the shortest cycles of a lock graph along which threads can really wait for each other.</summary>
internal sealed class CycleFinder(LockGraph graph, Gates gates, LockOrderRelation order, CancellationToken cancellation)
{
    private const int LongestCycle = 7;
    private const int MostTries = 4000;
    private const int MostCandidates = 24;

    private readonly List<HashSet<LockClassId>> found = [];
    private int tries;

    /// <summary>Whether the search gave up somewhere.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The cycles, each as its edges in order.</summary>
    public List<Items<BodyResult.Edge>> Find()
    {
        var cycles = new List<Items<BodyResult.Edge>>();
        foreach (var component in Components())
        {
            for (var length = 2; length <= Math.Min(LongestCycle, component.Count); length++)
            {
                foreach (var start in component)
                {
                    tries = 0;
                    Search([start], [], component, length, cycles);
                }
            }
        }

        return cycles;
    }

    private void Search(
        Items<LockClassId> path, Items<BodyResult.Edge> edges, HashSet<LockClassId> component, int length,
        List<Items<BodyResult.Edge>> cycles)
    {
        cancellation.ThrowIfCancellationRequested();
        var (first, last) = (path[0], path[path.Length - 1]);
        if (path.Length == length)
        {
            if (found.Any(f => f.IsSubsetOf(path)))
            {
                return;
            }

            if (Close(path, edges) is { } cycle && cycle.Any(e => !e.Inner.Class.IsInitializer))
            {
                found.Add([.. path]);
                cycles.Add(cycle);
            }

            return;
        }

        foreach (var next in graph.InsideOf(last))
        {
            if (++tries > MostTries)
            {
                IsIncomplete = true;
                return;
            }

            // The smallest class begins each cycle, so that each is found once.
            if (component.Contains(next) && string.CompareOrdinal(next.Key, first.Key) > 0 && !path.Contains(next))
            {
                Search(path.Add(next), edges, component, length, cycles);
            }
        }
    }

    // One place for each edge, such that no two exclude each other and every acquisition waits for the next holder.
    private Items<BodyResult.Edge>? Close(Items<LockClassId> path, Items<BodyResult.Edge> chosen)
    {
        if (chosen.Length == path.Length)
        {
            return Waits(chosen[chosen.Length - 1], chosen[0]) ? chosen : null;
        }

        var (outer, inner) = (path[chosen.Length], path[(chosen.Length + 1) % path.Length]);
        if (order.IsBefore(inner.OrderName, outer.OrderName))
        {
            return null;
        }

        foreach (var edge in graph.Between(outer, inner).OrderBy(e => e.Chain.Length).Take(MostCandidates))
        {
            if (chosen.All(c => !gates.Share(c, edge)) && (chosen.Length == 0 || Waits(chosen[chosen.Length - 1], edge))
                && Close(path, chosen.Add(edge)) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }

    private bool Waits(BodyResult.Edge edge, BodyResult.Edge next) => graph.Blocks(edge.Inner.Class, edge.Mode, next.Outer.Mode);

    private List<HashSet<LockClassId>> Components()
    {
        var classes = graph.Classes.ToList();
        var reach = classes.ToDictionary(c => c, Reachable);
        var components = new List<HashSet<LockClassId>>();
        foreach (var id in classes)
        {
            if (!components.Any(c => c.Contains(id)))
            {
                HashSet<LockClassId> component = [id, .. reach[id].Where(o => reach[o].Contains(id))];
                if (component.Count > 1)
                {
                    components.Add(component);
                }
            }
        }

        return components;
    }

    private HashSet<LockClassId> Reachable(LockClassId start)
    {
        var seen = new HashSet<LockClassId>();
        var work = new Queue<LockClassId>([start]);
        while (work.Count > 0)
        {
            foreach (var next in graph.InsideOf(work.Dequeue()))
            {
                if (seen.Add(next))
                {
                    work.Enqueue(next);
                }
            }
        }

        return seen;
    }
}
