using Hmm.Model.Exploring;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>Why a step goes as it does, and when nothing can be saved any more.</summary>
public sealed class CausalityTests
{
    public static TheoryData<string> Names => Counterexamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void An_influence_leads_forward_from_who_wrote_the_cell_to_somebody_else(string name)
    {
        var viewed = Counterexamples.Of(name).Viewed;
        foreach (var (from, to, cell) in viewed.Influences)
        {
            Assert.True(from < to);
            Assert.NotEqual(viewed.Steps[from - 1].Actor, viewed.Steps[to - 1].Actor);
            Assert.Contains(viewed.Steps[from - 1].Changes, change => change.Cell == cell);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lock_that_another_actor_released_last_is_taken_because_of_it(string name)
    {
        var viewed = Counterexamples.Of(name).Viewed;
        foreach (var step in viewed.Steps)
        {
            var locks = step.Changes
                .Where(change => change.Sign == '+' && change.Cell.StartsWith("driver_mutex", StringComparison.Ordinal));
            foreach (var taken in locks)
            {
                var released = viewed.Steps.Take(step.Number - 1)
                    .LastOrDefault(before => before.Changes.Any(change => change.Cell == taken.Cell));
                Assert.Equal(
                    released is not null && released.Actor != step.Actor,
                    viewed.Influences.Any(influence => influence.To == step.Number && influence.Cell == taken.Cell));
            }
        }
    }

    [Fact]
    public void What_is_cleared_is_what_another_actor_put_there()
    {
        var viewed = Counterexamples.Of("linux-6.12 test-hmm page").Viewed;

        Assert.Equal(
            [new(6, 16, "driver_mutex[d0,m0]"), new(10, 18, "page_table_lock"), new(14, 18, "cpu[m0.p0]"), new(14, 18, "f1")],
            viewed.Influences.AsEnumerable());
    }

    [Theory]
    [InlineData("linux-6.12/no-erase reference page", 15)]
    [InlineData("linux-6.12 test-hmm page", 17)]
    [InlineData("linux-6.12/exit-in-callback reference page", 0)]
    public void After_the_point_of_no_return_no_way_leads_to_a_good_end_and_before_it_one_does(string name, int expected)
    {
        var found = Counterexamples.Of(name);

        Assert.Equal(expected, found.Viewed.NoReturn);
        Assert.True(EndsWell(found, expected));
        Assert.All(Enumerable.Range(expected + 1, found.Run.Steps - expected - 1), step => Assert.False(EndsWell(found, step)));
    }

    [Fact]
    public void Nothing_is_said_where_too_little_was_looked_at()
    {
        var found = Counterexamples.Of("linux-6.12/no-erase reference page");

        Assert.Null(NoReturn.Of(found.System, found.Run, states: 3));
    }

    [Fact]
    public void Who_waits_for_each_other_closes_the_cycle_and_who_waits_for_them_does_not()
    {
        static ViewedAlternative Waiting(int actor, string waits) => new(actor, "fork", "m0", "take it", "granted", false, waits);

        var waits = WaitGraph.Of(
            [Waiting(0, "f1 is locked by a1"), Waiting(1, "l is held by a2 (read), a3 (read)"), Waiting(2, "l is held by a1")]);

        Assert.Equal([false, true, true], waits.Select(wait => wait.IsInCycle));
        Assert.Equal([2, 3], waits[1].Holders.AsEnumerable());
    }

    /// <summary>Breadth first, without any of the search's shortcuts.</summary>
    private static bool EndsWell(Counterexample found, int step)
    {
        var next = new SuccessorBuffer(found.System.StateBytes);
        var broken = found.System.Expand(found.Run.Last.State.AsSpan(), next);
        var seen = new HashSet<string>();
        var open = new Queue<byte[]>([[.. found.Run.Firings[step].State]]);
        while (open.TryDequeue(out var state))
        {
            next.Clear();
            if (!seen.Add(Convert.ToHexString(state)) || (found.System.Expand(state, next) & broken) != 0)
            {
                continue;
            }

            if (found.System.IsFinal(state))
            {
                return true;
            }

            for (var i = 0; i < next.Count; i++)
            {
                open.Enqueue([.. next.State(i)]);
            }
        }

        return false;
    }
}
