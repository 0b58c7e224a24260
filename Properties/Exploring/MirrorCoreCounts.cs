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
        var report = Packed.Explore(new Request(pages, devices, threads, 0, Reduction.None, IsSymmetric: true, Workers: 2));
        Assert.Equal(("verified", states, transitions), (report.Verdict, report.States, report.Transitions));
    }

    [Theory]
    [InlineData(Reduction.Chain, 2, 1, 1, 9_628, 4_818)]
    [InlineData(Reduction.Lipton, 2, 1, 1, 4_380, 2_194)]
    [InlineData(Reduction.Lipton, 2, 2, 1, 309_872, 77_941)]
    [InlineData(Reduction.Lipton, 3, 1, 2, 1_465_358, 124_563)]
    internal void Reduced_counts_are_those_of_C(Reduction reduction, int pages, int devices, int threads, long states, long orbits)
    {
        foreach (var (isSymmetric, count) in new[] { (false, states), (true, orbits) })
        {
            var report = Packed.Explore(new Request(pages, devices, threads, 0, reduction, isSymmetric, Workers: 2));
            Assert.Equal(("verified", count), (report.Verdict, report.States));
        }
    }

    [Theory]
    [InlineData(1, Reduction.None, 11)]
    [InlineData(2, Reduction.None, 11)]
    [InlineData(3, Reduction.None, 10)]
    [InlineData(1, Reduction.Chain, 9)]
    [InlineData(2, Reduction.Chain, 9)]
    [InlineData(3, Reduction.Chain, 9)]
    [InlineData(1, Reduction.Lipton, 6)]
    [InlineData(2, Reduction.Lipton, 6)]
    internal void Mutants_fall_in_the_fewest_steps(int mutant, Reduction reduction, int steps)
    {
        foreach (var isSymmetric in new[] { false, true })
        {
            var alone = Packed.Explore(new Request(2, 2, 1, mutant, reduction, isSymmetric, Workers: 1));
            var together = Packed.Explore(new Request(2, 2, 1, mutant, reduction, isSymmetric, Workers: 3));
            Assert.StartsWith("violated", alone.Verdict, StringComparison.Ordinal);
            Assert.Equal(steps, alone.Steps);
            Assert.Equal(alone.Counterexample, together.Counterexample);
            Assert.Equal((alone.States, alone.Transitions, alone.Depth), (together.States, together.Transitions, together.Depth));
        }
    }

    [Fact]
    public void The_reduction_that_would_hide_a_missing_lock_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(() =>
            Packed.Explore(new Request(2, 2, 1, Mutant: 3, Reduction.Lipton, IsSymmetric: false, Workers: 1)));
        Assert.Contains("CallbackSequence", refused.Message, StringComparison.Ordinal);
    }

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
