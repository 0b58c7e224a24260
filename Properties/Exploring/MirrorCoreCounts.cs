using Hmm.Benchmarks.MirrorCore;
using Hmm.Benchmarks.MirrorCore.Steps;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>The benchmark protocol has counts on which independent checkers agree; any change in them is an error of ours.</summary>
public sealed class MirrorCoreCounts
{
    private const long Most = 720_000;
    private const long Few = 50_000;

    private static readonly PackedMirrorCore Packed = new();
    private static readonly IMirrorCore[] Forms = [Packed, new SteppedMirrorCore()];

    /// <summary>The scopes that are small enough for a test; <c>golden</c> runs the others.</summary>
    public static TheoryData<int> Scopes =>
        [.. Enumerable.Range(0, Golden.All.Count).Where(static i => Golden.All[i].Runs(1).Any(static run => run.States <= Most))];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Counts_are_those_of_C_Murphi_Promela_and_TLA(int scope)
    {
        var golden = Golden.All[scope];
        foreach (var (request, states) in golden.Runs(workers: 2).Where(static run => run.States <= Most))
        {
            foreach (var form in Forms)
            {
                foreach (var workers in states < Few ? new[] { 1, 3 } : [2])
                {
                    var report = form.Explore(request with { Workers = workers });
                    Assert.True(golden.Agrees(report, request, states), $"{report}");
                }
            }
        }
    }

    [Theory]
    [InlineData(2, 1, 1, 16_501)]
    [InlineData(2, 1, 2, 94_268)]
    [InlineData(2, 2, 1, 2_247_703)]
    public void Steps_between_orbits_are_those_of_Murphi(int pages, int devices, int threads, long transitions)
    {
        var request = new Request(pages, devices, threads, 0, Reduction.None, IsSymmetric: true, Workers: 2);
        Assert.All(Forms, form => Assert.Equal(transitions, form.Explore(request).Transitions));
    }

    [Fact]
    public void A_chain_that_is_taken_at_once_leaves_the_states_that_it_leaves_in_C()
    {
        var request = new Request(2, 1, 1, 0, Reduction.Chain, IsSymmetric: false, Workers: 2);
        Assert.Equal(9_628, Packed.Explore(request).States);
        Assert.Equal(4_818, Packed.Explore(request with { IsSymmetric = true }).States);
    }

    [Theory]
    [InlineData(1, Reduction.None, 11)]
    [InlineData(2, Reduction.None, 11)]
    [InlineData(3, Reduction.None, 10)]
    [InlineData(1, Reduction.Chain, 9)]
    [InlineData(2, Reduction.Chain, 9)]
    [InlineData(3, Reduction.Chain, 9)]
    [InlineData(1, Reduction.Merge, 6)]
    [InlineData(2, Reduction.Merge, 6)]
    internal void Mutants_fall_in_the_fewest_steps(int mutant, Reduction reduction, int steps)
    {
        foreach (var (form, isSymmetric) in Forms.Where(form => Has(form, reduction))
            .SelectMany(static form => new[] { (form, false), (form, true) }))
        {
            var alone = form.Explore(new Request(2, 2, 1, mutant, reduction, isSymmetric, Workers: 1));
            var together = form.Explore(new Request(2, 2, 1, mutant, reduction, isSymmetric, Workers: 3));
            Assert.StartsWith("violated", alone.Verdict, StringComparison.Ordinal);
            Assert.Equal(steps, alone.Steps);
            Assert.Equal(alone.Counterexample, together.Counterexample);
            Assert.Equal((alone.States, alone.Transitions, alone.Depth), (together.States, together.Transitions, together.Depth));
        }
    }

    [Fact]
    public void The_reduction_that_would_hide_a_missing_lock_is_refused() => Assert.All(Forms, static form =>
    {
        var request = new Request(2, 2, 1, Mutant: 3, Reduction.Merge, IsSymmetric: true, Workers: 1);
        var refused = Assert.Throws<RefusedException>(() => form.Explore(request));
        Assert.Contains(form == Packed ? "CallbackSequence" : "stamp the notifier", refused.Message, StringComparison.Ordinal);
        Assert.Throws<RefusedException>(() => form.Audit(request));
    });

    [Theory]
    [InlineData(Reduction.None, 12_057, 33_923)]
    [InlineData(Reduction.Merge, 1_456, 8_866)]
    internal void The_audit_compares_reduced_and_full(Reduction reduction, int twoDevices, int twoPages)
    {
        foreach (var form in Forms.Where(form => Has(form, reduction)))
        {
            var lines = form.Audit(new Request(2, 2, 1, 0, reduction, IsSymmetric: true, Workers: 1));
            Assert.StartsWith($"1,2,2: 46,404 states, {twoDevices:N0} by the reduction", lines[0], StringComparison.Ordinal);
            Assert.StartsWith($"2,1,2: 134,504 states, {twoPages:N0} by the reduction", lines[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_reduction_that_a_form_does_not_have_is_refused() => Assert.Throws<RefusedException>(() =>
        Forms[1].Explore(new Request(1, 1, 1, 0, Reduction.Chain, IsSymmetric: false, Workers: 1)));

    private static bool Has(IMirrorCore form, Reduction reduction) => form == Packed || reduction != Reduction.Chain;

    [Theory]
    [InlineData(8, false)]
    [InlineData(31, false)]
    [InlineData(200, false)]
    [InlineData(31, true)]
    public void The_same_system_of_bytes_has_the_same_counts(int stateBytes, bool fingerprints)
    {
        var system = new Widened<MirrorCore<Parameters<Constant.Two, Constant.One, Constant.Two, Constant.Zero>>>(stateBytes);
        foreach (var threads in new[] { 1, 3 })
        {
            var exploration = Explorer.Explore(system, new ExplorerOptions { Threads = threads, Fingerprints = fingerprints });
            Assert.IsType<Verdict.Verified>(exploration.Verdict);
            Assert.Equal(
                (134_504, 365_630, 36),
                (exploration.Statistics.States, exploration.Statistics.Transitions, exploration.Statistics.Depth));
            Assert.Equal(fingerprints, exploration.Statistics.OmissionProbability > 0);
        }
    }
}
