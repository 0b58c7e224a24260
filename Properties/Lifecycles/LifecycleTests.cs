using Hmm.Model.Lifecycles;
using Stateless;

namespace Hmm.Properties.Lifecycles;

/// <summary>The compiled tables say what the Stateless machines do, on every pair of state and trigger.</summary>
public class LifecycleTests
{
    private static readonly Comparer<Transition<PageState, PageTrigger>> Rows =
        Comparer<Transition<PageState, PageTrigger>>.Create((a, b) => (a.From, a.On).CompareTo((b.From, b.On)));

    [Fact]
    public void The_tables_agree_with_the_machines()
    {
        Agree(PageLife.Life);
        Agree(DeviceFrame.Life);
        Agree(MigrationEntry.Life);
        Agree(Subscription.Life);
    }

    [Fact]
    public void Every_state_but_the_unused_is_reached_and_every_trigger_is_good_for_something()
    {
        Live(PageLife.Life);
        Live(DeviceFrame.Life);
        Live(MigrationEntry.Life);
        Live(Subscription.Life);
    }

    [Fact]
    public void Each_of_the_six_lives_of_a_page_speaks_for_states_of_its_own()
    {
        Action<StateMachine<PageState, PageTrigger>>[] lives =
        [
            SystemPage.Configure, UnaddressablePage.Configure, CoherentPage.Configure, LockedPage.Configure, ExclusivePage.Configure,
            SwappedPage.Configure,
        ];
        var parts = lives
            .Select(configure => new Lifecycle<PageState, PageTrigger>("part", PageState.Absent, configure).Transitions)
            .ToList();

        Assert.Equal(PageLife.Life.Transitions.Order(Rows), parts.SelectMany(part => part).Order(Rows));
        foreach (var state in Enum.GetValues<PageState>())
        {
            Assert.Single(parts, part => part.Any(row => row.From == state));
        }
    }

    private static void Agree<TState, TTrigger>(Lifecycle<TState, TTrigger> life)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        foreach (var state in Enum.GetValues<TState>())
        {
            foreach (var trigger in Enum.GetValues<TTrigger>())
            {
                var machine = life.Machine(state);
                var next = life.Next(state, trigger);
                Assert.Equal(next is not null, machine.CanFire(trigger));
                var rows = life.Transitions.Where(row => (row.From, row.On).Equals((state, trigger)));
                Assert.Equal(next is { } only ? [only] : [], rows.Select(row => row.To));
                if (next is { } to)
                {
                    machine.Fire(trigger);
                    Assert.Equal(to, machine.State);
                }
                else
                {
                    Assert.Throws<InvalidOperationException>(() => machine.Fire(trigger));
                    Assert.Equal(state, machine.State);
                }
            }
        }
    }

    private static void Live<TState, TTrigger>(Lifecycle<TState, TTrigger> life)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var reached = new HashSet<TState> { life.Initial };
        while (life.Transitions.FirstOrDefault(row => reached.Contains(row.From) && !reached.Contains(row.To)) is var row
            && reached.Add(row.To))
        {
        }

        Assert.Equal(Enum.GetValues<TState>().Order(), reached.Order());
        Assert.Equal(Enum.GetValues<TTrigger>().Order(), life.Transitions.Select(row => row.On).Distinct().Order());
    }
}
