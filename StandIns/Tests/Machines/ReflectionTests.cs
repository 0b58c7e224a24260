using Stateless.Reflection;
using Machine = Stateless.StateMachine<Hmm.StandIns.Tests.Machines.Letter, Hmm.StandIns.Tests.Machines.Key>;

namespace Hmm.StandIns.Tests.Machines;

public class ReflectionTests
{
    private readonly Machine machine = new(Letter.A);

    [Fact]
    public void States_come_in_the_order_of_configuration_then_mere_destinations()
    {
        machine.Configure(Letter.C).Permit(Key.X, Letter.D);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);

        Assert.Equal(["C", "A", "D", "B"], machine.GetInfo().States.Select(state => state.ToString()));
    }

    [Fact]
    public void The_initial_state_is_the_one_at_construction()
    {
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Fire(Key.X);

        var info = machine.GetInfo();

        Assert.Equal(Letter.A, info.InitialState.UnderlyingState);
        Assert.Equal(typeof(Letter), info.StateType);
        Assert.Equal(typeof(Key), info.TriggerType);
    }

    [Fact]
    public void Transitions_name_trigger_destination_and_guard()
    {
        machine.Configure(Letter.A).Permit(Key.X, Letter.B).PermitIf(Key.Y, Letter.C, () => true, "always");

        var ways = State(Letter.A).FixedTransitions.ToList();

        Assert.Equal([Key.X, Key.Y], ways.Select(way => way.Trigger.UnderlyingTrigger));
        Assert.Equal([Letter.B, Letter.C], ways.Select(way => way.DestinationState.UnderlyingState));
        Assert.Empty(ways[0].GuardConditionsMethodDescriptions);
        Assert.Equal(["always"], ways[1].GuardConditionsMethodDescriptions.Select(guard => guard.Description));
    }

    [Fact]
    public void Reentries_and_internal_transitions_lead_back_and_ignored_triggers_stand_apart()
    {
        machine.Configure(Letter.A).PermitReentry(Key.X).InternalTransition(Key.Y, () => { }).Ignore(Key.Z);

        var state = State(Letter.A);

        Assert.Equal(
            [(Key.X, Letter.A, false), (Key.Y, Letter.A, true)],
            state.FixedTransitions.Select(way =>
                ((Key)way.Trigger.UnderlyingTrigger, (Letter)way.DestinationState.UnderlyingState, way.IsInternalTransition)));
        Assert.Equal([Key.Z], state.IgnoredTriggers.Select(ignored => ignored.Trigger.UnderlyingTrigger));
    }

    [Fact]
    public void Superstates_and_substates_know_each_other()
    {
        machine.Configure(Letter.A).SubstateOf(Letter.D);

        Assert.Equal(Letter.D, State(Letter.A).Superstate?.UnderlyingState);
        Assert.Equal([Letter.A], State(Letter.D).Substates.Select(state => state.UnderlyingState));
        Assert.Null(State(Letter.D).Superstate);
    }

    [Fact]
    public void Actions_have_a_name_a_lambda_is_a_function()
    {
        machine.Configure(Letter.A).OnEntry(Named).OnEntryFrom(Key.X, Named, "by X").OnExit(() => { });

        var state = State(Letter.A);

        Assert.Equal(
            [("Named", null), ("by X", "X")], state.EntryActions.Select(action => (action.Method.Description, action.FromTrigger)));
        Assert.Equal(["Function"], state.ExitActions.Select(action => action.Description));
        Assert.All(state.ExitActions, action => Assert.False(action.IsAsync));
    }

    private static void Named()
    {
    }

    private StateInfo State(Letter letter) => machine.GetInfo().States.Single(state => state.UnderlyingState.Equals(letter));
}
