using Hmm.Analyzers.Lowering;

namespace Hmm.Analyzers.Whole;

/// <summary>Finds the strongly connected components of a call graph, callees first: Tarjan's algorithm with a stack of its own.</summary>
internal sealed class ComponentSearch(Func<Body, IReadOnlyList<Body>> callees, HashSet<Body> relevant)
{
    private readonly Dictionary<Body, int> index = [];
    private readonly Dictionary<Body, int> low = [];
    private readonly Stack<Body> path = new();
    private readonly HashSet<Body> onPath = [];
    private readonly List<List<Body>> components = [];

    public List<List<Body>> Run(IEnumerable<Body> bodies)
    {
        foreach (var root in bodies.Where(b => relevant.Contains(b)))
        {
            if (!index.ContainsKey(root))
            {
                Visit(root);
            }
        }

        return components;
    }

    private void Visit(Body root)
    {
        var work = new Stack<(Body Body, int Next)>([(root, 0)]);
        while (work.Count > 0)
        {
            var (body, next) = work.Pop();
            if (next == 0)
            {
                Open(body);
            }

            next = Skip(body, next);
            if (next < callees(body).Count)
            {
                work.Push((body, next + 1));
                work.Push((callees(body)[next], 0));
                continue;
            }

            Close(body);
            if (work.Count > 0)
            {
                var caller = work.Peek().Body;
                low[caller] = Math.Min(low[caller], low[body]);
            }
        }
    }

    private void Open(Body body)
    {
        index[body] = low[body] = index.Count;
        path.Push(body);
        onPath.Add(body);
    }

    // Passes callees that have been visited, or do not matter.
    private int Skip(Body body, int next)
    {
        var all = callees(body);
        while (next < all.Count && (!relevant.Contains(all[next]) || index.ContainsKey(all[next])))
        {
            if (onPath.Contains(all[next]))
            {
                low[body] = Math.Min(low[body], index[all[next]]);
            }

            next++;
        }

        return next;
    }

    private void Close(Body body)
    {
        if (low[body] != index[body])
        {
            return;
        }

        var component = new List<Body>();
        Body member;
        do
        {
            member = path.Pop();
            onPath.Remove(member);
            component.Add(member);
        }
        while (member != body);

        component.Reverse();
        components.Add(component);
    }
}
