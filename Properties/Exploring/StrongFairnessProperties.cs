using FsCheck.Xunit;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Properties.Exploring;

/// <summary>Strong fairness on any small graph: what the check says against a search through all sets of states.</summary>
public sealed class StrongFairnessProperties
{
    private const ulong Everybody = (1UL << SmallGraph.Actors) - 1;
    private const int StatesMax = 9;

    [Property(MaxTest = 300)]
    public void A_run_starves_exactly_when_some_set_of_states_has_a_strongly_fair_loop(byte[] bytes, byte goal, byte fair)
    {
        var small = new SmallGraph([.. bytes.Take((6 * StatesMax) - 1)]);
        var (goals, fairActors) = (Goals(small, goal), fair % (Everybody + 1));
        var pending = small.Reachable.Where(state => !goals[state]).ToArray();
        var starves = pending.Any(state => small.Edges[state].Length == 0)
            || Enumerable.Range(1, (1 << pending.Length) - 1)
                .Any(set => IsFairLoop(small, [.. pending.Where((_, i) => (set >> i & 1) != 0)], fairActors));
        using var graph = StateGraph.Of(new GraphSystem(small, 7), new ExplorerOptions());
        var verdict = ProgressCheck.LeadsTo(
            graph, static _ => true, state => goals[GraphSystem.Decode(state)], fairActors, Fairness.Strong);
        if (!starves)
        {
            Assert.IsType<ProgressVerdict.Holds>(verdict);
            return;
        }

        var shown = Assert.IsType<ProgressVerdict.Starved>(verdict);
        var loop = shown.Loop.Select(firing => GraphSystem.Decode(firing.State.AsSpan())).ToHashSet();
        Assert.DoesNotContain(loop, state => goals[state]);
        var stepped = shown.Loop.Aggregate(0UL, static (actors, firing) => actors | (1UL << firing.Actor));
        var able = loop.SelectMany(state => small.Edges[state]).Aggregate(0UL, static (actors, edge) => actors | (1UL << edge.Actor));
        Assert.Equal(0UL, fairActors & able & ~stepped);
    }

    [Fact]
    public void An_actor_that_is_interrupted_again_and_again_still_gets_its_turn()
    {
        var small = new SmallGraph((0, 0, 1), (1, 0, 0), (1, 1, 2), (2, 0, 0));
        using var graph = StateGraph.Of(new GraphSystem(small, 7), new ExplorerOptions());
        Assert.IsType<ProgressVerdict.Starved>(Ask(graph, Fairness.Weak));
        Assert.IsType<ProgressVerdict.Holds>(Ask(graph, Fairness.Strong));
    }

    private static ProgressVerdict Ask(StateGraph graph, Fairness fairness) =>
        ProgressCheck.LeadsTo(graph, static _ => true, static state => GraphSystem.Decode(state) == 2, Everybody, fairness);

    /// <summary>Whether a run can go round in all of the states, and nobody who is treated fairly could step and does not.</summary>
    private static bool IsFairLoop(SmallGraph small, HashSet<int> states, ulong fairActors)
    {
        var inside = states.SelectMany(state => small.Edges[state].Where(edge => states.Contains(edge.Target))).ToList();
        var able = states.SelectMany(state => small.Edges[state]).Aggregate(0UL, static (actors, edge) => actors | (1UL << edge.Actor));
        var steps = inside.Aggregate(0UL, static (actors, edge) => actors | (1UL << edge.Actor));
        return inside.Count > 0 && (fairActors & able & ~steps) == 0
            && states.All(from => Spread(small, states, from).SetEquals(states));
    }

    /// <summary>The states that one state leads to, in one step or more, within a set.</summary>
    private static HashSet<int> Spread(SmallGraph small, HashSet<int> states, int from)
    {
        var found = new HashSet<int>();
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var state))
        {
            foreach (var edge in small.Edges[state].Where(edge => states.Contains(edge.Target) && found.Add(edge.Target)))
            {
                queue.Enqueue(edge.Target);
            }
        }

        return found;
    }

    private static bool[] Goals(SmallGraph small, byte bits) =>
        [.. Enumerable.Range(0, small.States).Select(state => (bits >> (state % 8) & 1) != 0)];
}
