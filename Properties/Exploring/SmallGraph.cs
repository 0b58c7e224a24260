namespace Hmm.Properties.Exploring;

/// <summary>An arbitrary transition system, spelt out, with the naive search that says what is true of it.</summary>
public sealed class SmallGraph
{
    public const int Rules = 5;
    public const int Actors = 3;
    public const int Invariants = 2;

    /// <summary>A graph made of bytes, four for an edge, so that fewer and smaller bytes make a simpler graph.</summary>
    /// <param name="bytes">Any bytes.</param>
    public SmallGraph(byte[] bytes)
    {
        var states = 1 + (bytes.Length / 6);
        var edges = Enumerable.Range(0, states).Select(_ => new List<Edge>()).ToArray();
        Broken = new ulong[states];
        IsFinal = new bool[states];
        for (var i = 0; i + 3 < bytes.Length; i += 4)
        {
            edges[bytes[i] % states].Add(new Edge(bytes[i + 2] % Rules, (bytes[i + 2] / Rules) % Actors, bytes[i + 1] % states));
            Broken[bytes[i] % states] |= bytes[i + 3] > 250 ? 1UL << (bytes[i + 3] % Invariants) : 0;
            IsFinal[bytes[i + 1] % states] |= bytes[i + 3] % 2 == 0;
        }

        Edges = [.. edges.Select(list => list.ToArray())];
        Initial = bytes.Length > 0 && bytes[0] % 3 == 0 ? [0, bytes[^1] % states] : [0];
        Depths = NaiveDepths();
    }

    /// <summary>A graph of sound states as its edges say, from state 0; a state without edges is an end.</summary>
    /// <param name="edges">The edges.</param>
    public SmallGraph(params (int From, int Actor, int To)[] edges)
    {
        var states = 1 + edges.Max(edge => Math.Max(edge.From, edge.To));
        Edges = [.. Enumerable.Range(0, states).Select(state =>
            edges.Where(edge => edge.From == state).Select(edge => new Edge(0, edge.Actor, edge.To)).ToArray())];
        Broken = new ulong[states];
        IsFinal = [.. Enumerable.Repeat(true, states)];
        Initial = [0];
        Depths = NaiveDepths();
    }

    public Edge[][] Edges { get; }

    public int[] Initial { get; }

    public ulong[] Broken { get; }

    public bool[] IsFinal { get; }

    /// <summary>The depth of each state, -1 for one that cannot be reached.</summary>
    public int[] Depths { get; }

    public int States => Edges.Length;

    public IEnumerable<int> Reachable => Enumerable.Range(0, States).Where(state => Depths[state] >= 0);

    public bool IsDeadlock(int state) => Edges[state].Length == 0 && !IsFinal[state];

    public bool IsBad(int state) => Broken[state] != 0 || IsDeadlock(state);

    /// <summary>The depth at which an exploration that stops at something broken stops, the greatest depth when nothing is.</summary>
    public int DepthOfFirstBad =>
        Reachable.Where(IsBad).Select(state => Depths[state]).DefaultIfEmpty(Reachable.Max(state => Depths[state])).Min();

    /// <summary>The fewest changes of actor on a shortest run to a state, by trying all shortest runs.</summary>
    /// <param name="target">The state.</param>
    /// <returns>The number of changes.</returns>
    public int FewestSwitches(int target)
    {
        var best = new Dictionary<(int State, int Actor), int>();
        foreach (var state in Initial)
        {
            best[(state, -1)] = 0;
        }

        for (var depth = 0; depth < Depths[target]; depth++)
        {
            var next = new Dictionary<(int State, int Actor), int>();
            foreach (var ((state, actor), switches) in best)
            {
                foreach (var edge in Edges[state])
                {
                    var count = switches + (actor >= 0 && actor != edge.Actor ? 1 : 0);
                    var key = (edge.Target, edge.Actor);
                    next[key] = Math.Min(count, next.GetValueOrDefault(key, int.MaxValue));
                }
            }

            best = next;
        }

        return best.Where(entry => entry.Key.State == target).Min(entry => entry.Value);
    }

    private int[] NaiveDepths()
    {
        var depths = Enumerable.Repeat(-1, States).ToArray();
        var queue = new Queue<int>();
        foreach (var state in Initial.Distinct())
        {
            depths[state] = 0;
            queue.Enqueue(state);
        }

        while (queue.TryDequeue(out var state))
        {
            foreach (var edge in Edges[state].Where(edge => depths[edge.Target] < 0))
            {
                depths[edge.Target] = depths[state] + 1;
                queue.Enqueue(edge.Target);
            }
        }

        return depths;
    }

    public readonly record struct Edge(int Rule, int Actor, int Target);
}
