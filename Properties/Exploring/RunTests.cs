using Hmm.Benchmarks.MirrorCore;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Properties.Exploring;

/// <summary>Which of the runs to a state is shown, and that it is a run of the system itself, not of its representatives.</summary>
public sealed class RunTests
{
    [Fact]
    public void Symmetric_runs_are_real()
    {
        IsReal<Parameters<Constant.Two, Constant.Two, Constant.Two, Constant.One>>(11);
        IsReal<Parameters<Constant.Three, Constant.One, Constant.Two, Constant.Two>>(11);
        IsReal<Parameters<Constant.Two, Constant.Two, Constant.One, Constant.Three>>(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Among_shortest_runs_one_with_the_fewest_changes_of_actor_is_shown(int size)
    {
        // Two actors, each with steps of its own: every order is a shortest run, and one change of actor is enough. The edges stand in
        // an order in which the first run that comes to hand changes at every step.
        var steps = from x in Enumerable.Range(0, size + 1)
                    from y in Enumerable.Range(0, size + 1)
                    from edge in Turn(x + y, (X: x, Y: y, Actor: 0, ToX: x + 1, ToY: y), (X: x, Y: y, Actor: 1, ToX: x, ToY: y + 1))
                    where edge.ToX <= size && edge.ToY <= size
                    select ((edge.X * (size + 1)) + edge.Y, edge.Actor, (edge.ToX * (size + 1)) + edge.ToY);
        var system = new GraphSystem(new SmallGraph([.. steps]), 8);
        using var graph = StateGraph.Of(system, new ExplorerOptions { Threads = 2 });
        var run = graph.RunTo(graph.States - 1);
        Assert.Equal((2 * size, 1), (run.Steps, run.Switches));
    }

    private static T[] Turn<T>(int count, T first, T second) => count % 2 == 0 ? [first, second] : [second, first];

    private static void IsReal<TParameters>(int steps)
        where TParameters : struct, IParameters
    {
        var verdict = Explorer.Explore<Symmetric<TParameters, MirrorCore<TParameters>>>(new ExplorerOptions()).Verdict;
        var run = Assert.IsType<Verdict.Violated>(verdict).Run;
        Assert.Equal(steps, run.Steps);
        Assert.Equal(0UL, run.Firings[0].Word);
        Assert.NotEqual(0UL, MirrorCore<TParameters>.Broken(run.Last.Word));

        var system = new Widened<MirrorCore<TParameters>>(sizeof(ulong));
        var next = new SuccessorBuffer(sizeof(ulong));
        for (var i = 1; i < run.Firings.Length; i++)
        {
            next.Clear();
            system.Expand(run.Firings[i - 1].State.AsSpan(), next);
            var firing = run.Firings[i];
            Assert.Equal((firing.Rule, firing.Actor), (next.Rule(firing.Choice), next.Actor(firing.Choice)));
            Assert.Equal(firing.State.AsSpan(), next.State(firing.Choice));
        }
    }
}
