using Machine = Stateless.StateMachine<Hmm.StandIns.Tests.Machines.Letter, Hmm.StandIns.Tests.Machines.Key>;

namespace Hmm.StandIns.Tests.Machines;

public class ConfigurationTests
{
    private readonly List<string> log = [];
    private readonly Machine machine = new(Letter.B);

    [Fact]
    public void A_way_to_the_state_itself_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => machine.Configure(Letter.A).Permit(Key.X, Letter.A));
        Assert.Throws<ArgumentException>(() => machine.Configure(Letter.A).PermitIf(Key.X, Letter.A, () => true, "always"));
    }

    [Fact]
    public void A_cycle_of_superstates_is_refused_at_once()
    {
        machine.Configure(Letter.A).SubstateOf(Letter.B);
        machine.Configure(Letter.B).SubstateOf(Letter.C);

        Assert.Throws<ArgumentException>(() => machine.Configure(Letter.C).SubstateOf(Letter.A));
        Assert.Throws<ArgumentException>(() => machine.Configure(Letter.D).SubstateOf(Letter.D));
    }

    [Fact]
    public void A_configuration_knows_its_state_and_its_machine()
    {
        var configuration = machine.Configure(Letter.A);

        Assert.Equal(Letter.A, configuration.State);
        Assert.Same(machine, configuration.Machine);
    }

    [Fact]
    public void A_machine_in_a_substate_is_in_the_superstate_too()
    {
        BIsPartOfD();

        Assert.True(machine.IsInState(Letter.B));
        Assert.True(machine.IsInState(Letter.D));
        Assert.False(machine.IsInState(Letter.A));
    }

    [Fact]
    public void A_substate_has_the_handlers_of_its_superstate()
    {
        BIsPartOfD();
        machine.Configure(Letter.D).Permit(Key.X, Letter.A);

        machine.Fire(Key.X);

        Assert.Equal(["exit B", "exit D"], log);
        Assert.Equal(Letter.A, machine.State);
    }

    [Fact]
    public void A_substate_whose_guard_is_false_leaves_the_trigger_to_the_superstate()
    {
        BIsPartOfD();
        machine.Configure(Letter.B).PermitIf(Key.X, Letter.C, () => false, "in B");
        machine.Configure(Letter.D).PermitIf(Key.X, Letter.A, () => false, "in D");

        Assert.False(machine.CanFire(Key.X, out var unmet));
        Assert.Equal(["in D"], unmet!);
    }

    [Fact]
    public void The_way_between_two_substates_stays_in_the_superstate()
    {
        BIsPartOfD();
        machine.Configure(Letter.C).SubstateOf(Letter.D).OnEntry(() => log.Add("entry C"));
        machine.Configure(Letter.B).Permit(Key.X, Letter.C);

        machine.Fire(Key.X);

        Assert.Equal(["exit B", "entry C"], log);
    }

    [Fact]
    public void The_way_into_a_substate_enters_the_superstate_first()
    {
        BIsPartOfD();
        machine.Configure(Letter.B).Permit(Key.Y, Letter.A);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Fire(Key.Y);
        log.Clear();

        machine.Fire(Key.X);

        Assert.Equal(["entry D", "entry B"], log);
    }

    [Fact]
    public void The_way_out_to_the_superstate_leaves_the_substate_alone()
    {
        BIsPartOfD();
        machine.Configure(Letter.B).Permit(Key.X, Letter.D);

        machine.Fire(Key.X);

        Assert.Equal(["exit B"], log);
        Assert.Equal(Letter.D, machine.State);
    }

    [Fact]
    public void A_superstates_way_to_the_current_substate_does_nothing()
    {
        BIsPartOfD();
        machine.Configure(Letter.D).Permit(Key.X, Letter.B);
        machine.OnTransitioned(_ => log.Add("transitioned"));

        machine.Fire(Key.X);

        Assert.Empty(log);
        Assert.Equal(Letter.B, machine.State);
    }

    [Fact]
    public void A_superstates_reentry_leaves_the_substate_and_enters_the_superstate()
    {
        BIsPartOfD();
        machine.Configure(Letter.D).PermitReentry(Key.X);

        machine.Fire(Key.X);

        Assert.Equal(["exit B", "exit D", "entry D"], log);
        Assert.Equal(Letter.D, machine.State);
    }

    private void BIsPartOfD()
    {
        machine.Configure(Letter.B).SubstateOf(Letter.D).OnEntry(() => log.Add("entry B")).OnExit(() => log.Add("exit B"));
        machine.Configure(Letter.D).OnEntry(() => log.Add("entry D")).OnExit(() => log.Add("exit D"));
    }
}
