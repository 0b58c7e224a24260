using Hmm.Benchmarks.MirrorCore;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Properties.Exploring;

/// <summary>Progress on graphs small enough to see what must come out.</summary>
public sealed class ProgressCheckTests
{
    private const ulong Nobody = 0;

    [Fact]
    public void A_goal_that_every_state_can_reach_stays_reachable() =>
        Assert.IsType<ProgressVerdict.Holds>(StaysReachable(2, (0, 0, 1), (1, 0, 0), (1, 1, 2), (2, 0, 0)));

    [Fact]
    public void A_trap_is_shown_by_the_shortest_run_into_it()
    {
        var verdict = StaysReachable(2, (0, 0, 1), (1, 0, 2), (1, 0, 3), (3, 0, 4), (4, 0, 3), (2, 0, 0));
        Assert.Equal([0, 1, 3], States(Assert.IsType<ProgressVerdict.Trapped>(verdict).Stem));
    }

    [Fact]
    public void Without_fairness_a_loop_may_be_walked_for_ever()
    {
        var verdict = LeadsTo(2, Nobody, (0, 0, 1), (1, 0, 0), (1, 1, 2), (2, 0, 0));
        var starved = Assert.IsType<ProgressVerdict.Starved>(verdict);
        Assert.Equal([0], States(starved.Stem));
        Assert.Equal([1, 0], starved.Loop.Select(State));
    }

    [Fact]
    public void A_fair_actor_that_can_always_step_does() =>
        Assert.IsType<ProgressVerdict.Holds>(LeadsTo(2, fairActors: 2, (0, 0, 1), (1, 0, 0), (0, 1, 2), (1, 1, 2), (2, 0, 0)));

    [Fact]
    public void A_fair_actor_that_is_interrupted_need_not_step()
    {
        var verdict = LeadsTo(2, fairActors: 2, (0, 0, 1), (1, 0, 0), (1, 1, 2), (2, 0, 0));
        Assert.Equal([1, 0], Assert.IsType<ProgressVerdict.Starved>(verdict).Loop.Select(State));
    }

    [Fact]
    public void The_loop_lets_every_fair_actor_step()
    {
        var verdict = LeadsTo(3, fairActors: 3, (0, 0, 1), (1, 0, 0), (0, 1, 2), (1, 1, 2), (2, 1, 0), (2, 0, 1), (0, 0, 3), (3, 0, 0));
        var loop = Assert.IsType<ProgressVerdict.Starved>(verdict).Loop;
        Assert.Contains(loop, firing => firing.Actor == 0);
        Assert.Contains(loop, firing => firing.Actor == 1);
    }

    [Fact]
    public void A_run_that_ends_early_starves_without_a_loop()
    {
        var starved = Assert.IsType<ProgressVerdict.Starved>(LeadsTo(1, Nobody, (0, 0, 1), (0, 0, 2), (1, 0, 0)));
        Assert.Equal([0, 2], States(starved.Stem));
        Assert.Empty(starved.Loop);
    }

    [Fact]
    public void What_was_not_triggered_need_not_come()
    {
        using var graph = Graph((0, 0, 1), (1, 0, 0), (1, 0, 2), (2, 0, 2));
        Assert.IsType<ProgressVerdict.Holds>(ProgressCheck.LeadsTo(graph, Is(3), Is(3), Nobody));
        var starved = Assert.IsType<ProgressVerdict.Starved>(ProgressCheck.LeadsTo(graph, Is(2), Is(0), Nobody));
        Assert.Equal([0, 1, 2], States(starved.Stem));
        Assert.Equal([2], starved.Loop.Select(State));
    }

    [Fact]
    public void An_incomplete_graph_proves_nothing()
    {
        var graph = new SmallGraph((0, 0, 1), (1, 0, 2), (2, 0, 0));
        using var cut = StateGraph.Of(new GraphSystem(graph, 8), new ExplorerOptions { DepthMax = 1 });
        Assert.Equal(new ProgressVerdict.Bounded(Limit.Depth), ProgressCheck.StaysReachable(cut, Is(2)));
        Assert.Equal(new ProgressVerdict.Bounded(Limit.Depth), ProgressCheck.LeadsTo(cut, Always, Is(2), Nobody));
    }

    [Fact]
    public void Fairness_is_refused_on_orbits()
    {
        using var graph = StateGraph.Of<Symmetric<Small, MirrorCore<Small>>>(new ExplorerOptions());
        Assert.Throws<ArgumentException>(() => ProgressCheck.LeadsTo(graph, Always, Is(0), Nobody));
    }

    [Fact]
    public void In_mirror_core_a_fault_can_always_be_tried_again_and_may_starve()
    {
        using var graph = StateGraph.Of<MirrorCore<Small>>(new ExplorerOptions { Threads = 2 });
        Assert.Equal((13_326, 32_894), (graph.States, graph.Edges));
        Assert.IsType<ProgressVerdict.Holds>(ProgressCheck.StaysReachable(graph, IsQuiet));

        // Nobody promises a device that the CPU leaves its page alone: the loop is that of a fault tried again and again.
        var everybody = (1UL << 3) - 1;
        var starved = Assert.IsType<ProgressVerdict.Starved>(ProgressCheck.LeadsTo(graph, Always, IsInstalling, everybody));
        Assert.NotEmpty(starved.Loop);
    }

    private static bool Always(ReadOnlySpan<byte> state) => true;

    private static bool IsQuiet(ReadOnlySpan<byte> state) => !state.ContainsAnyExcept((byte)0);

    private static bool IsInstalling(ReadOnlySpan<byte> state) =>
        MirrorCore<Small>.Holds(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(state), actor: 1, device: 0);

    private static StatePredicate Is(int number) => state => GraphSystem.Decode(state) == number;

    private static StateGraph Graph(params (int From, int Actor, int To)[] edges) =>
        StateGraph.Of(new GraphSystem(new SmallGraph(edges), 8), new ExplorerOptions());

    private static ProgressVerdict StaysReachable(int goal, params (int From, int Actor, int To)[] edges)
    {
        using var graph = Graph(edges);
        return ProgressCheck.StaysReachable(graph, Is(goal));
    }

    private static ProgressVerdict LeadsTo(int goal, ulong fairActors, params (int From, int Actor, int To)[] edges)
    {
        using var graph = Graph(edges);
        return ProgressCheck.LeadsTo(graph, Always, Is(goal), fairActors);
    }

    private static int State(Firing firing) => GraphSystem.Decode(firing.State.AsSpan());

    private static IEnumerable<int> States(Run run) => run.Firings.Select(State);

    private readonly struct Small : IParameters
    {
        public static int Pages => 2;

        public static int Devices => 1;

        public static int Threads => 1;

        public static int Mutant => 0;
    }
}
