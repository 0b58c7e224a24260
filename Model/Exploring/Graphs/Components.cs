namespace Hmm.Model.Exploring.Graphs;

/// <summary>The strongly connected components of a part of a graph.</summary>
/// <remarks>
/// Numbered so that every edge between two leads to the lesser number.
/// Tarjan's algorithm with stacks of its own, because a run may be longer than a thread's stack.
/// </remarks>
internal sealed class Components
{
    private const int None = -1;

    private readonly StateGraph graph;
    private readonly Func<int, bool> belongs;
    private readonly int[] orders;
    private readonly int[] lows;
    private readonly Stack<int> open = new();
    private readonly Stack<(int State, int Choice)> path = new();
    private int visited;

    /// <summary>Finds the components.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="belongs">Which states the part has.</param>
    public Components(StateGraph graph, Func<int, bool> belongs)
    {
        this.graph = graph;
        this.belongs = belongs;
        orders = new int[graph.States];
        lows = new int[graph.States];
        Of = new int[graph.States];
        Array.Fill(orders, None);
        Array.Fill(Of, None);
        for (var state = 0; state < graph.States; state++)
        {
            if (orders[state] == None && belongs(state))
            {
                Visit(state);
            }
        }
    }

    /// <summary>The component of each state, -1 for a state that does not belong.</summary>
    public int[] Of { get; }

    /// <summary>How many components there are.</summary>
    public int Count { get; private set; }

    private void Visit(int root)
    {
        Enter(root);
        while (path.TryPop(out var top))
        {
            var targets = graph.Targets(top.State);
            if (top.Choice == targets.Length)
            {
                Leave(top.State);
                continue;
            }

            path.Push((top.State, top.Choice + 1));
            var target = targets[top.Choice];
            if (target >= 0 && belongs(target))
            {
                Follow(top.State, target);
            }
        }
    }

    private void Follow(int state, int target)
    {
        if (orders[target] == None)
        {
            Enter(target);
        }
        else if (Of[target] == None)
        {
            lows[state] = Math.Min(lows[state], orders[target]);
        }
    }

    private void Enter(int state)
    {
        orders[state] = lows[state] = visited++;
        open.Push(state);
        path.Push((state, 0));
    }

    private void Leave(int state)
    {
        if (lows[state] == orders[state])
        {
            int member;
            do
            {
                member = open.Pop();
                Of[member] = Count;
            }
            while (member != state);
            Count++;
        }

        if (path.TryPeek(out var parent))
        {
            lows[parent.State] = Math.Min(lows[parent.State], lows[state]);
        }
    }
}
