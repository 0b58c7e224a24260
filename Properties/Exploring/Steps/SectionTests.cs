using Hmm.Benchmarks.MirrorCore.Steps;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Audits;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Operations;

namespace Hmm.Properties.Exploring.Steps;

/// <summary>What is done under a lock becomes one step only where nobody can tell.</summary>
public sealed class SectionTests
{
    [Fact]
    public void The_steps_between_taking_and_releasing_hold_the_lock()
    {
        Assert.Equal([false, false, true, true, true], SumProtocols.Adding(isLocked: true).Plan.Holding(SumProtocols.Left).ToArray());
        Assert.DoesNotContain(true, SumProtocols.Adding(isLocked: false).Plan.Holding(SumProtocols.Left));
        Assert.Equal(
            [false, false, true, true, true, false, false, true, false], SumProtocols.Crossing().Plan.Holding(SumProtocols.Left).ToArray());
    }

    [Fact]
    public void A_lock_that_is_held_on_one_way_only_is_an_error()
    {
        Step<Sums> take = new() { Label = "take", Takes = [new(SumProtocols.Left)] };
        var plan = new Plan<Sums>([new("take", Role.Thread, [new Step<Sums> { Label = "try" }.When(static (ref _, _) => true, "go"), take,
            new() { Label = "go" }, new() { Label = "release", Releases = [new(SumProtocols.Left)] }])]);
        Assert.Contains("depends on the way", Assert.Throws<InvalidOperationException>(() => plan.Holding(SumProtocols.Left)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_guarded_section_is_merged_and_a_step_that_waits_in_it_is_not()
    {
        Assert.Empty(SectionAudit.Objections(SumProtocols.Adding(isLocked: true), SumProtocols.Left));
        Assert.Equal(8, Explore(SumProtocols.Adding(isLocked: true).Merged(SumProtocols.Left)).States);
        Assert.False(SumProtocols.Crossing().Merged(SumProtocols.Left).Plan.Step(2).IsLocal);
        Assert.True(SumProtocols.Crossing().Merged(SumProtocols.Left).Plan.Step(3).IsLocal);
    }

    [Fact]
    public void A_change_without_the_lock_is_named()
    {
        var objection = Assert.Single(SectionAudit.Objections(SumProtocols.Adding(isLocked: false), SumProtocols.Left));
        Assert.Contains("add: write", objection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, 2, 1)]
    public void The_callback_without_the_lock_is_noticed_even_where_nothing_is_said_to_be_guarded(int pages, int devices, int threads)
    {
        var right = MirrorProtocol.Of(pages, devices, threads, mutant: 0) with { Guards = [] };
        Assert.Empty(SectionAudit.Objections(right, MirrorOperations.DriverLock));
        var wrong = MirrorProtocol.Of(pages, devices, threads, mutant: 3) with { Guards = [] };
        var objections = SectionAudit.Objections(wrong, MirrorOperations.DriverLock);
        Assert.Contains(objections, static text => text.Contains("are not one step", StringComparison.Ordinal));
    }

    [Fact]
    public void A_symmetry_that_is_none_is_noticed()
    {
        var protocol = MirrorProtocol.Of(1, 2, 1, 0);
        var plain = new StepSystem<MirrorWorld>(protocol with { Symmetry = new MirrorSymmetry(1, 2, 1).Canonicalize });
        var wrong = new StepSystem<MirrorWorld>(protocol with { Symmetry = ForgetTargets });
        Assert.Empty(ReductionAudit.Of(plain, plain, static _ => true).Objections);
        Assert.NotEmpty(ReductionAudit.Of(wrong, wrong, static _ => true).Objections);
    }

    [Fact]
    public void A_reduction_that_stores_too_little_is_noticed()
    {
        var full = SumProtocols.Adding(isLocked: false);
        var merged = full with { Plan = new Plan<Sums>([.. full.Plan.Operations.Select(static operation => operation with
        {
            Steps = [.. operation.Steps.Select(static (step, i) => step with { IsLocal = i > 0 })],
        })]) };
        var audit = ReductionAudit.Of(new StepSystem<Sums>(full), new StepSystem<Sums>(merged), IsQuiet(full));
        Assert.Equal(8, audit.Kept);
        Assert.Empty(audit.Objections);

        var claim = new StepClaim<Sums>("nobody reads what changes", static (ref world) =>
            world.First.Position != 3 || world.First.Seen == world.Sum);
        var hiding = ReductionAudit.Of(new StepSystem<Sums>(full with { Claims = [claim] }),
            new StepSystem<Sums>(merged with { Claims = [claim] }), IsQuiet(full));
        Assert.Equal(["Claim 0 breaks in the system itself, and the reduction hides that."], hiding.Objections.ToArray());
    }

    /// <summary>Takes worlds for the same that differ in where a migration goes.</summary>
    private static void ForgetTargets(ref MirrorWorld world) => world.Threads[0].Target = 0;

    private static Model.Exploring.Graphs.StatePredicate IsQuiet(StepProtocol<Sums> protocol)
    {
        var system = new StepSystem<Sums>(protocol);
        return state => system.IsFinal(state);
    }

    private static Statistics Explore(StepProtocol<Sums> protocol) =>
        Explorer.Explore(new StepSystem<Sums>(protocol), new ExplorerOptions()).Statistics;
}
