using Stateless;
using Machine = Stateless.StateMachine<Hmm.StandIns.Tests.Machines.Letter, Hmm.StandIns.Tests.Machines.Key>;

namespace Hmm.StandIns.Tests.Machines;

public class FiringTests
{
    private readonly List<string> log = [];

    [Fact]
    public void A_permitted_trigger_exits_then_changes_state_then_tells_then_enters()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B).OnExit(way => Note(machine, $"exit to {way.Destination}"));
        machine.Configure(Letter.B).OnEntry(way => Note(machine, $"entry from {way.Source}"));
        machine.OnTransitioned(way => Note(machine, $"{way.Source} to {way.Destination} by {way.Trigger}"));

        machine.Fire(Key.X);

        Assert.Equal(["A: exit to B", "B: A to B by X", "B: entry from A"], log);
    }

    [Fact]
    public void The_state_lives_where_the_accessor_finds_it()
    {
        var cell = Letter.A;
        var machine = new Machine(() => cell, state => cell = state, FiringMode.Immediate);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Configure(Letter.C).Permit(Key.X, Letter.D);

        machine.Fire(Key.X);
        Assert.Equal(Letter.B, cell);

        cell = Letter.C;
        machine.Fire(Key.X);
        Assert.Equal(Letter.D, cell);
        Assert.Equal(Letter.D, machine.State);
    }

    [Fact]
    public void A_trigger_without_a_handler_is_refused_by_name()
    {
        var machine = new Machine(Letter.A);

        var error = Assert.Throws<InvalidOperationException>(() => machine.Fire(Key.X));

        Assert.Equal(
            "No valid leaving transitions are permitted from state 'A' for trigger 'X'. Consider ignoring the trigger.", error.Message);
        Assert.Equal(Letter.A, machine.State);
    }

    [Fact]
    public void A_trigger_whose_guard_is_false_is_refused_with_the_guard()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).PermitIf(Key.X, Letter.B, () => false, "the page is locked");

        var error = Assert.Throws<InvalidOperationException>(() => machine.Fire(Key.X));

        Assert.Contains("Guard descriptions: 'the page is locked'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_handler_of_unhandled_triggers_gets_null_without_a_handler_and_the_guards_otherwise()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A)
            .PermitIf(Key.X, Letter.B, () => false, "first")
            .PermitIf(Key.X, Letter.C, () => false, "second");
        machine.OnUnhandledTrigger((state, trigger, unmet) =>
            log.Add($"{state} {trigger} {(unmet is null ? "null" : string.Join('+', unmet))}"));

        machine.Fire(Key.X);
        machine.Fire(Key.Y);

        Assert.Equal(["A X first+second", "A Y null"], log);
        Assert.Equal(Letter.A, machine.State);
    }

    [Fact]
    public void The_guard_that_holds_decides()
    {
        var isDevice = false;
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A)
            .PermitIf(Key.X, Letter.B, () => isDevice, "device")
            .PermitIf(Key.X, Letter.C, () => !isDevice, "memory");

        machine.Fire(Key.X);

        Assert.Equal(Letter.C, machine.State);
    }

    [Fact]
    public void Two_guards_that_hold_are_an_error_at_Fire_and_at_CanFire()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A)
            .PermitIf(Key.X, Letter.B, () => true, "one")
            .PermitIf(Key.X, Letter.C, () => true, "other");

        var error = Assert.Throws<InvalidOperationException>(() => machine.Fire(Key.X));
        Assert.Contains("Multiple permitted", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => machine.CanFire(Key.X));
    }

    [Fact]
    public void CanFire_says_which_guards_are_false()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).PermitIf(Key.X, Letter.B, () => false, "no").Permit(Key.Y, Letter.B);

        Assert.False(machine.CanFire(Key.X, out var unmet));
        Assert.Equal(["no"], unmet!);
        Assert.True(machine.CanFire(Key.Y, out var none));
        Assert.Empty(none!);
        Assert.False(machine.CanFire(Key.Z, out var unknown));
        Assert.Null(unknown);
        Assert.False(machine.CanFire(Key.X));
        Assert.True(machine.CanFire(Key.Y));
    }

    [Fact]
    public void An_ignored_trigger_changes_nothing_and_calls_nobody()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).Ignore(Key.X).IgnoreIf(Key.Y, () => false, "never").OnExit(() => log.Add("exit"));
        machine.OnTransitioned(_ => log.Add("transitioned"));

        machine.Fire(Key.X);

        Assert.Empty(log);
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Key.Y));
    }

    [Fact]
    public void An_internal_transition_runs_its_action_alone()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A)
            .InternalTransition(Key.X, way => log.Add($"{way.Source} to {way.Destination}"))
            .InternalTransition(Key.Y, () => log.Add("tick"))
            .OnEntry(() => log.Add("entry"))
            .OnExit(() => log.Add("exit"));
        machine.OnTransitioned(_ => log.Add("transitioned"));

        machine.Fire(Key.X);
        machine.Fire(Key.Y);

        Assert.Equal(["A to A", "tick"], log);
    }

    [Fact]
    public void A_reentry_exits_and_enters()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A)
            .PermitReentry(Key.X)
            .PermitReentryIf(Key.Y, () => false, "never")
            .OnEntry(way => log.Add($"entry, again: {way.IsReentry}"))
            .OnExit(() => log.Add("exit"));

        machine.Fire(Key.X);

        Assert.Equal(["exit", "entry, again: True"], log);
        Assert.False(machine.CanFire(Key.Y));
    }

    [Fact]
    public void An_entry_action_for_one_trigger_runs_for_that_trigger()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B).Permit(Key.Y, Letter.B);
        machine.Configure(Letter.B)
            .Permit(Key.Z, Letter.A)
            .OnEntryFrom(Key.X, () => log.Add("by X"))
            .OnEntryFrom(Key.Y, way => log.Add($"by {way.Trigger}"));

        machine.Fire(Key.X);
        machine.Fire(Key.Z);
        machine.Fire(Key.Y);

        Assert.Equal(["by X", "by Y"], log);
    }

    [Fact]
    public void Immediate_fires_inside_and_Queued_fires_after()
    {
        Assert.Equal(["begin", "in C", "end"], Nested(FiringMode.Immediate));
        log.Clear();
        Assert.Equal(["begin", "end", "in C"], Nested(FiringMode.Queued));
    }

    [Fact]
    public void The_queue_outlives_an_exception_in_an_entry_action()
    {
        var machine = new Machine(Letter.A);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Configure(Letter.B).Permit(Key.Y, Letter.C).OnEntry(() =>
        {
            machine.Fire(Key.Y);
            throw new NotSupportedException();
        });

        Assert.Throws<NotSupportedException>(() => machine.Fire(Key.X));
        Assert.Equal(Letter.B, machine.State);

        // Y, still waiting, leads to C; then X is refused there.
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Key.X));
        Assert.Equal(Letter.C, machine.State);
    }

    private List<string> Nested(FiringMode mode)
    {
        var machine = new Machine(Letter.A, mode);
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Configure(Letter.B).Permit(Key.Y, Letter.C).OnEntry(() =>
        {
            log.Add("begin");
            machine.Fire(Key.Y);
            log.Add("end");
        });
        machine.Configure(Letter.C).OnEntry(() => log.Add("in C"));
        machine.Fire(Key.X);
        Assert.Equal(Letter.C, machine.State);
        return log;
    }

    private void Note(Machine machine, string what) => log.Add($"{machine.State}: {what}");
}
