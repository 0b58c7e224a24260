using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>The states that runs pass after the trigger and before the goal, with a shortest way to each.</summary>
internal sealed class PendingPart
{
    private const int Unreached = int.MaxValue;

    private readonly StateGraph graph;
    private readonly bool[] hasGoal;
    private readonly int[] before;

    public PendingPart(StateGraph graph, StatePredicate trigger, StatePredicate goal)
    {
        this.graph = graph;
        hasGoal = new bool[graph.States];
        before = new int[graph.States];
        Distances = new int[graph.States];
        Array.Fill(Distances, Unreached);
        var starts = new List<int>();
        for (var state = 0; state < graph.States; state++)
        {
            hasGoal[state] = goal(graph.State(state));
            if (!hasGoal[state] && trigger(graph.State(state)))
            {
                starts.Add(state);
            }
        }

        Spread(starts);
    }

    /// <summary>The length of a shortest run from an initial state that is pending when it gets to the state.</summary>
    public int[] Distances { get; }

    public bool Has(int state) => Distances[state] != Unreached;

    /// <summary>A shortest run to a pending state that has been pending since its trigger.</summary>
    public Run RunTo(int state)
    {
        var steps = new Stack<Firing>();
        for (; before[state] != state; state = before[state])
        {
            steps.Push(graph.Firing(before[state], graph.Targets(before[state]).IndexOf(state)));
        }

        return new Run([.. graph.RunTo(state).Firings, .. steps]);
    }

    /// <summary>Breadth first from all starts at once, each of which stands at its own depth.</summary>
    private void Spread(List<int> starts)
    {
        var next = 0;
        var wave = new List<int>();
        for (var distance = 0; next < starts.Count || wave.Count > 0; distance++)
        {
            for (; next < starts.Count && graph.Depth(starts[next]) == distance; next++)
            {
                if (!Has(starts[next]))
                {
                    before[starts[next]] = starts[next];
                    Distances[starts[next]] = distance;
                    wave.Add(starts[next]);
                }
            }

            wave = Advance(wave, distance + 1);
        }
    }

    private List<int> Advance(List<int> wave, int distance)
    {
        var reached = new List<int>();
        foreach (var state in wave)
        {
            foreach (var target in graph.Targets(state))
            {
                if (!hasGoal[target] && !Has(target))
                {
                    before[target] = state;
                    Distances[target] = distance;
                    reached.Add(target);
                }
            }
        }

        return reached;
    }
}
