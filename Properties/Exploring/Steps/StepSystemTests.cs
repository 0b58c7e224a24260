using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FsCheck.Xunit;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Operations;

namespace Hmm.Properties.Exploring.Steps;

/// <summary>Operations on a world of one's own are explored as they are written, and what is wrong with them is said.</summary>
public sealed class StepSystemTests
{
    [Property]
    public bool A_state_holds_the_declared_bits_and_the_rest_is_as_it_was(byte[] start, byte[] bits)
    {
        var protocol = SumProtocols.Adding(isLocked: true) with { Start = World(start), Bits = World(bits) };
        var system = new StepSystem<Sums>(protocol);
        var states = new SuccessorBuffer(system.StateBytes);
        system.Initial(states);
        var used = bits.Take(Unsafe.SizeOf<Sums>()).Sum(value => int.PopCount(value));
        return system.Decode(states.State(0)).Equals(protocol.Start) && system.StateBytes >= used / 8;
    }

    [Fact]
    public void What_a_lock_does_can_be_counted()
    {
        // Alone an actor is in one of four places of "add", and the other waits; the sum has eight values, what was read is the sum
        // until it is written and one less after.
        var exploration = Explorer.Explore(new StepSystem<Sums>(SumProtocols.Adding(isLocked: true)), new ExplorerOptions());
        Assert.IsType<Verdict.Verified>(exploration.Verdict);
        Assert.Equal(8 * (1 + (2 * 3)), exploration.Statistics.States);
        Assert.Equal(8 * (2 + (2 * 3)), exploration.Statistics.Transitions);
        Assert.Equal([0, 16, 16, 16, 16], exploration.Statistics.Rules.Select(rule => rule.Fired));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_state_of_several_words_makes_no_difference(bool isLocked)
    {
        var narrow = SumProtocols.Adding(isLocked);
        var wide = narrow with { Bits = Sums.All() };
        Assert.Equal(8, new StepSystem<Sums>(narrow).StateBytes);
        Assert.Equal(24, new StepSystem<Sums>(wide).StateBytes);
        var (few, many) = (Explore(narrow), Explore(wide));
        Assert.Equal((few.States, few.Transitions, few.Depth), (many.States, many.Transitions, many.Depth));
    }

    [Fact]
    public void Locks_taken_in_two_orders_are_a_deadlock_and_the_run_says_who_took_what()
    {
        var system = new StepSystem<Sums>(SumProtocols.Crossing());
        var deadlock = Assert.IsType<Verdict.Deadlocked>(Explorer.Explore(system, new ExplorerOptions()).Verdict);
        Assert.Equal(
            ["a0: forth one: take left", "a1: back one: take right"],
            StepExplanation.Of(system, deadlock.Run).Select(static step => step.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_broken_claim_is_shown_with_the_steps_that_are_taken_along()
    {
        var merged = SumProtocols.Adding(isLocked: true).Merged(SumProtocols.Left);
        var system = new StepSystem<Sums>(merged with { Claims = [new("the sum is less than two", static (ref world) => world.Sum < 2)] });
        var violated = Assert.IsType<Verdict.Violated>(Explorer.Explore(system, new ExplorerOptions()).Verdict);
        Assert.Equal(2, violated.Depth);
        Assert.All(StepExplanation.Of(system, violated.Run), static step =>
            Assert.EndsWith(": add one: take left > read > write > release left", step.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_that_leaves_the_declared_bits_is_refused()
    {
        var protocol = SumProtocols.Adding(isLocked: true);
        var narrower = protocol with { Bits = protocol.Bits with { Sum = 3 } };
        var thrown = Assert.Throws<InvalidOperationException>(() => Explore(narrower));
        Assert.Contains("StepProtocol.Bits", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("at 4,", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_begins_with_a_local_step_is_refused() => Assert.Contains(
        "begins with a local step",
        Assert.Throws<ArgumentException>(() => new StepSystem<Sums>(
            SumProtocols.Of([new("hide", Role.Thread, [new() { Label = "hide", IsLocal = true }])], "hide"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_call_of_what_is_not_there_is_refused() => Assert.Throws<ArgumentException>(() =>
        new StepSystem<Sums>(SumProtocols.Adding(isLocked: true) with { Actors = [new("a0", [new StepCall("substract", 0, "one")])] }));

    private static Statistics Explore(StepProtocol<Sums> protocol) =>
        Explorer.Explore(new StepSystem<Sums>(protocol), new ExplorerOptions()).Statistics;

    private static Sums World(byte[] bytes)
    {
        var world = default(Sums);
        bytes.AsSpan(0, Math.Min(bytes.Length, Unsafe.SizeOf<Sums>())).CopyTo(MemoryMarshal.AsBytes(new Span<Sums>(ref world)));
        return world;
    }
}
