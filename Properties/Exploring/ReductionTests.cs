using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Exploring;

/// <summary>Reduced explorations against full ones, and an audit that notices what a reduction would hide.</summary>
public sealed class ReductionTests
{
    private static readonly Protocol Linux = Linux612.With(new Reference());

    [Theory]
    [InlineData("turns", Reduction.All)]
    [InlineData("rights", Reduction.All)]
    [InlineData("faulters", Reduction.Join)]
    public void The_audit_has_nothing_against_it(string scope, Reduction reduction) =>
        Assert.Empty(ReductionAudit.Of(Linux, Linux.Scope(scope)!.Scope, reduction, new ExplorerOptions()));

    /// <summary>The steps under the driver's mutex move because others need the mutex too: without it they do not.</summary>
    [Fact]
    public void Joining_is_refused_where_a_lock_is_not_taken()
    {
        var mutated = Linux.Mutated(Mutants.All.Single(static mutant => mutant.Name == "no-driver-mutex"));
        var objections = ReductionAudit.Of(mutated, Linux.Scope("turns")!.Scope, Reduction.Join, new ExplorerOptions());
        Assert.Contains(objections, static objection => objection.Reason.Contains("driver_mutex", StringComparison.Ordinal));
    }

    /// <summary>A fault may remember the number of a frame that was freed meanwhile, and numbers are given out anew.</summary>
    [Fact]
    public void Renumbering_is_refused_where_a_number_outlives_its_frame() =>
        Assert.NotEmpty(ReductionAudit.Of(Linux, Linux.Scope("page")!.Scope, Reduction.Frames, new ExplorerOptions()));

    [Fact]
    public void An_audit_that_was_cut_short_objects()
    {
        var options = new ExplorerOptions { StatesMax = 1_000 };
        Assert.Contains("not complete", Assert.Single(ReductionAudit.Of(Linux, Linux.Scope("page")!.Scope, Reduction.Join, options)).Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-retry")]
    [InlineData("discard-unannounced")]
    [InlineData("fault-without-reference")]
    public void What_a_reduced_exploration_finds_unfolds_to_single_steps(string name)
    {
        var mutated = Linux.Mutated(Mutants.All.Single(mutant => mutant.Name == name));
        var scope = Linux.Scope("page")!.Scope;
        var shortest = Assert.IsType<Verdict.Violated>(Explorer.Explore(new WorldSystem(mutated, scope), new ExplorerOptions()).Verdict);
        var found = Assert.IsType<Verdict.Violated>(
            ReducedExploration.Of(mutated, scope, Reduction.Join, new ExplorerOptions()).Verdict);
        Assert.True(found.Depth >= shortest.Depth);
        Assert.Equal(found.Run.Steps, found.Depth);
        var system = new WorldSystem(mutated, scope);
        var buffer = new SuccessorBuffer(system.StateBytes);
        foreach (var (before, firing) in found.Run.Firings.Zip(found.Run.Firings.Skip(1)))
        {
            buffer.Clear();
            system.Expand(before.State.AsSpan(), buffer);
            Assert.True(buffer.State(firing.Choice).SequenceEqual(firing.State.AsSpan()));
        }

        var world = system.Decode(found.Run.Last.State.AsSpan());
        Assert.NotNull(mutated.Invariants[found.Invariant].Check(in world));
    }
}
