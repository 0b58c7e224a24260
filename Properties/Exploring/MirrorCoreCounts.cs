using Hmm.Benchmarks.MirrorCore;
using Hmm.Benchmarks.MirrorCore.Steps;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>The benchmark protocol has counts on which independent checkers agree; any change in them is an error of ours.</summary>
public sealed class MirrorCoreCounts
{
    private static readonly PackedMirrorCore Packed = new();
    private static readonly IMirrorCore[] Forms = [Packed, new SteppedMirrorCore()];

    [Theory]
    [InlineData(1, 1, 1, 486, 899, 20)]
    [InlineData(2, 1, 1, 13_326, 32_894, 35)]
    [InlineData(1, 2, 1, 23_935, 64_524, 32)]
    [InlineData(1, 2, 2, 46_404, 125_699, 32)]
    [InlineData(2, 1, 2, 134_504, 365_630, 36)]
    [InlineData(3, 1, 1, 227_536, 685_496, 50)]
    [InlineData(1, 3, 1, 1_143_320, 4_177_499, 44)]
    public void Counts_are_those_of_C_Murphi_Promela_and_TLA(int pages, int devices, int threads, long states, long transitions, int depth)
    {
        foreach (var (form, workers) in Forms.SelectMany(static form => new[] { (form, 1), (form, 3) }))
        {
            var report = form.Explore(new Request(pages, devices, threads, 0, Reduction.None, IsSymmetric: false, workers));
            Assert.Equal(("verified", states, transitions, depth), (report.Verdict, report.States, report.Transitions, report.Depth));
        }
    }

    [Theory]
    [InlineData(2, 1, 1, 6_671, 16_501)]
    [InlineData(2, 1, 2, 33_923, 94_268)]
    [InlineData(3, 1, 1, 39_872, 121_681)]
    [InlineData(1, 3, 2, 196_666, 749_342)]
    public void Orbits_are_those_of_Murphi(int pages, int devices, int threads, long states, long transitions)
    {
        foreach (var form in Forms)
        {
            var report = form.Explore(new Request(pages, devices, threads, 0, Reduction.None, IsSymmetric: true, Workers: 2));
            Assert.Equal(("verified", states, transitions), (report.Verdict, report.States, report.Transitions));
        }
    }

    [Theory]
    [InlineData(Reduction.Chain, 2, 1, 1, 9_628, 4_818)]
    [InlineData(Reduction.Merge, 2, 1, 1, 4_380, 2_194)]
    [InlineData(Reduction.Merge, 2, 2, 1, 309_872, 77_941)]
    [InlineData(Reduction.Merge, 3, 1, 2, 1_465_358, 124_563)]
    internal void Reduced_counts_are_those_of_C(Reduction reduction, int pages, int devices, int threads, long states, long orbits)
    {
        foreach (var form in Forms.Where(form => Has(form, reduction)))
        {
            foreach (var (isSymmetric, count) in new[] { (false, states), (true, orbits) })
            {
                var report = form.Explore(new Request(pages, devices, threads, 0, reduction, isSymmetric, Workers: 2));
                Assert.Equal(("verified", count), (report.Verdict, report.States));
            }
        }
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
