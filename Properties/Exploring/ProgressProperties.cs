using FsCheck;
using FsCheck.Xunit;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Properties.Exploring;

/// <summary>On any small graph progress checks say what the closure of the edges says, and show what they claim to show.</summary>
public sealed class ProgressProperties
{
    [Property(MaxTest = 150)]
    public void The_graph_is_the_graph(byte[] bytes, byte threads)
    {
        var small = new SmallGraph(bytes);
        using var graph = Explore(small, threads);
        var numbers = Enumerable.Range(0, graph.States).ToArray();
        Assert.Equal(small.Reachable, numbers.Select(number => Name(graph, number)).Order());
        Assert.Equal(numbers.Select(number => graph.Depth(number)).Order(), numbers.Select(number => graph.Depth(number)));
        foreach (var number in numbers)
        {
            var state = Name(graph, number);
            Assert.Equal(small.Depths[state], graph.Depth(number));
            Assert.Equal(small.Depths[state], graph.RunTo(number).Steps);
            Assert.Equal(
                small.Edges[state].Select(edge => (edge.Target, (byte)edge.Actor)),
                graph.Targets(number).ToArray().Select(target => Name(graph, target)).Zip(graph.Actors(number).ToArray()));
        }
    }

    [Property(MaxTest = 300)]
    public void A_goal_stays_reachable_exactly_when_every_state_reaches_it(byte[] bytes, byte goal, byte threads)
    {
        var small = new SmallGraph(bytes);
        var goals = Goals(small, goal);
        var reaches = Closure(small, _ => true);
        var traps = small.Reachable
            .Where(state => !goals[state] && !small.Reachable.Any(other => goals[other] && reaches[state, other]))
            .ToList();
        using var graph = Explore(small, threads);
        var verdict = ProgressCheck.StaysReachable(graph, state => goals[GraphSystem.Decode(state)]);
        if (traps.Count == 0)
        {
            Assert.IsType<ProgressVerdict.Holds>(verdict);
        }
        else
        {
            var stem = Assert.IsType<ProgressVerdict.Trapped>(verdict).Stem;
            Assert.Contains(Name(stem.Last), traps);
            Assert.Equal(traps.Min(state => small.Depths[state]), stem.Steps);
        }
    }

    [Property(MaxTest = 300)]
    public void A_run_starves_exactly_when_a_fair_loop_or_an_end_is_pending(byte[] bytes, byte trigger, byte goal, byte fair, byte threads)
    {
        var small = new SmallGraph(bytes);
        var (triggers, goals, fairActors) = (Goals(small, trigger), Goals(small, goal), fair % (1UL << SmallGraph.Actors));
        var pending = Pending(small, triggers, goals);
        var reaches = Closure(small, state => pending[state]);
        var starves = small.Reachable.Any(state => pending[state]
            && (small.Edges[state].Length == 0 || (reaches[state, state] && IsFair(small, Together(small, reaches, state), fairActors))));

        using var graph = Explore(small, threads);
        var verdict = ProgressCheck.LeadsTo(
            graph, state => triggers[GraphSystem.Decode(state)], state => goals[GraphSystem.Decode(state)], fairActors);
        if (!starves)
        {
            Assert.IsType<ProgressVerdict.Holds>(verdict);
            return;
        }

        var shown = Assert.IsType<ProgressVerdict.Starved>(verdict);
        IsRun(small, shown);
        var stem = shown.Stem.Firings.Select(Name).ToList();
        var since = stem.FindLastIndex(state => goals[state]) + 1;
        Assert.Contains(stem.Skip(since), state => triggers[state]);
        Assert.DoesNotContain(shown.Loop.Select(Name), state => goals[state]);
        if (shown.Loop.IsEmpty)
        {
            Assert.Empty(small.Edges[stem[^1]]);
        }
        else
        {
            Assert.Equal(stem[^1], Name(shown.Loop[^1]));
            var visited = shown.Loop.Select(Name).ToList();
            var missing = Enumerable.Range(0, SmallGraph.Actors).Where(actor => (fairActors >> actor & 1) != 0
                && shown.Loop.All(firing => firing.Actor != actor)
                && visited.TrueForAll(state => small.Edges[state].Any(edge => edge.Actor == actor)));
            Assert.Empty(missing);
        }
    }

    private static void IsRun(SmallGraph small, ProgressVerdict.Starved shown)
    {
        var state = Name(shown.Stem.Firings[0]);
        Assert.Contains(state, small.Initial);
        foreach (var firing in shown.Stem.Firings.Skip(1).Concat(shown.Loop))
        {
            Assert.Equal(new SmallGraph.Edge(firing.Rule, firing.Actor, Name(firing)), small.Edges[state][firing.Choice]);
            state = Name(firing);
        }
    }

    private static bool[] Goals(SmallGraph small, byte bits) =>
        [.. Enumerable.Range(0, small.States).Select(state => (bits >> (state % 8) & 1) != 0)];

    private static bool[] Pending(SmallGraph small, bool[] triggers, bool[] goals)
    {
        var pending = new bool[small.States];
        var queue = new Queue<int>(small.Reachable.Where(state => triggers[state] && !goals[state]));
        while (queue.TryDequeue(out var state))
        {
            pending[state] = true;
            foreach (var edge in small.Edges[state].Where(edge => !goals[edge.Target] && !pending[edge.Target]))
            {
                queue.Enqueue(edge.Target);
            }
        }

        return pending;
    }

    /// <summary>Which states reach which in one step or more, through states that belong only.</summary>
    private static bool[,] Closure(SmallGraph small, Func<int, bool> belongs)
    {
        var reaches = new bool[small.States, small.States];
        for (var state = 0; state < small.States; state++)
        {
            foreach (var edge in small.Edges[state])
            {
                reaches[state, edge.Target] = belongs(state) && belongs(edge.Target);
            }
        }

        for (var middle = 0; middle < small.States; middle++)
        {
            for (var from = 0; from < small.States; from++)
            {
                for (var to = 0; reaches[from, middle] && to < small.States; to++)
                {
                    reaches[from, to] |= reaches[middle, to];
                }
            }
        }

        return reaches;
    }

    private static List<int> Together(SmallGraph small, bool[,] reaches, int state) =>
        [.. Enumerable.Range(0, small.States).Where(other => reaches[state, other] && reaches[other, state])];

    private static bool IsFair(SmallGraph small, List<int> component, ulong fairActors) =>
        Enumerable.Range(0, SmallGraph.Actors).Where(actor => (fairActors >> actor & 1) != 0).All(actor =>
            component.Exists(state => small.Edges[state].Any(edge => edge.Actor == actor && component.Contains(edge.Target))
                || !small.Edges[state].Any(edge => edge.Actor == actor)));

    private static StateGraph Explore(SmallGraph small, byte threads) =>
        StateGraph.Of(new GraphSystem(small, 7), new ExplorerOptions { Threads = 1 + (threads % 3) });

    private static int Name(StateGraph graph, int number) => GraphSystem.Decode(graph.State(number));

    private static int Name(Firing firing) => GraphSystem.Decode(firing.State.AsSpan());
}
