using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>The declared order of lock classes: edges, their transitive closure as a bit matrix, and where each was written.</summary>
internal sealed class LockOrderRelation
{
    private readonly Dictionary<string, int> indices = [];
    private readonly List<string> names = [];
    private readonly List<(int From, int To, Location? At)> edges = [];
    private ulong[][] closure = [];

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<(int From, int To, Location? At)> Edges => edges;

    public bool IsEmpty => edges.Count == 0;

    /// <summary>Says that one class is acquired before another.</summary>
    public void Add(string before, string after, Location? at)
    {
        var edge = (From: IndexOf(before, add: true), To: IndexOf(after, add: true), At: at);
        if (!edges.Any(e => e.From == edge.From && e.To == edge.To))
        {
            edges.Add(edge);
        }
    }

    public void AddName(string name) => IndexOf(name, add: true);

    /// <summary>Computes the closure; nothing may be added afterwards.</summary>
    public void Close()
    {
        var words = (names.Count + 63) / 64;
        closure = [.. Enumerable.Range(0, names.Count).Select(_ => new ulong[words])];
        foreach (var (from, to, _) in edges)
        {
            closure[from][to / 64] |= 1UL << (to % 64);
        }

        for (var middle = 0; middle < names.Count; middle++)
        {
            foreach (var row in closure)
            {
                if ((row[middle / 64] >> (middle % 64) & 1) != 0)
                {
                    for (var word = 0; word < words; word++)
                    {
                        row[word] |= closure[middle][word];
                    }
                }
            }
        }
    }

    /// <summary>Whether the first class comes before the second, directly or through others.</summary>
    public bool IsBefore(string first, string second)
    {
        var (a, b) = (IndexOf(first, add: false), IndexOf(second, add: false));
        return a >= 0 && b >= 0 && IsBefore(a, b);
    }

    public bool IsBefore(int first, int second) => (closure[first][second / 64] >> (second % 64) & 1) != 0;

    /// <summary>A shortest declared chain from one class to another, both included.</summary>
    public IReadOnlyList<string> Chain(string first, string second)
    {
        var (start, end) = (IndexOf(first, add: false), IndexOf(second, add: false));
        var previous = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (start >= 0 && queue.Count > 0)
        {
            var at = queue.Dequeue();
            foreach (var (from, to, _) in edges)
            {
                if (from == at && !previous.ContainsKey(to))
                {
                    previous[to] = at;
                    queue.Enqueue(to);
                }
            }
        }

        var chain = new List<string>();
        for (var at = end; previous.TryGetValue(at, out var before); at = before)
        {
            chain.Insert(0, names[at]);
            if (before == start)
            {
                break;
            }
        }

        chain.Insert(0, first);
        return chain;
    }

    public bool Contains(string name) => IndexOf(name, add: false) >= 0;

    /// <summary>The declared spelling of a name: itself, or the only one that ends or begins with it after a dot.</summary>
    public string Canonical(string name)
    {
        if (indices.ContainsKey(name))
        {
            return name;
        }

        var similar = names.Where(n => n.EndsWith("." + name, StringComparison.Ordinal)
            || name.EndsWith("." + n, StringComparison.Ordinal)).ToList();
        return similar.Count == 1 ? similar[0] : name;
    }

    private int IndexOf(string name, bool add)
    {
        if (!add)
        {
            name = Canonical(name);
        }

        if (indices.TryGetValue(name, out var index))
        {
            return index;
        }

        if (!add)
        {
            return -1;
        }

        names.Add(name);
        return indices[name] = names.Count - 1;
    }
}
