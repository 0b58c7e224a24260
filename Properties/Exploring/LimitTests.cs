using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>A limit ends an exploration as inconclusive and says which limit it was; what is complete is never called so.</summary>
public sealed class LimitTests
{
    private const long States = 1 << 16;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void More_states_than_allowed_are_inconclusive(int threads)
    {
        var exploration = Explore(new ExplorerOptions { StatesMax = States / 2, Threads = threads });
        Assert.Equal(new Verdict.Bounded(Limit.States), exploration.Verdict);
        Assert.InRange(exploration.Statistics.States, States / 2, States - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void As_many_states_as_allowed_are_a_proof(int threads) =>
        Assert.IsType<Verdict.Verified>(Explore(new ExplorerOptions { StatesMax = States, Threads = threads }).Verdict);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_bytes_than_allowed_are_inconclusive(bool wide)
    {
        var options = new ExplorerOptions { BytesMax = 300_000 };
        var exploration = wide ? ExploreWide(options) : Explore(options);
        Assert.Equal(new Verdict.Bounded(Limit.Bytes), exploration.Verdict);
        Assert.InRange(exploration.Statistics.States, 1000, States - 1);
        Assert.InRange(exploration.Statistics.BytesMax, 1, 400_000);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 17, 16)]
    [InlineData(3, 697, 2192)]
    public void A_depth_that_is_not_left_is_inconclusive(int depth, long states, long transitions)
    {
        var exploration = Explore(new ExplorerOptions { DepthMax = depth });
        Assert.Equal(new Verdict.Bounded(Limit.Depth), exploration.Verdict);
        Assert.Equal(
            (states, transitions, depth),
            (exploration.Statistics.States, exploration.Statistics.Transitions, exploration.Statistics.Depth));
    }

    [Fact]
    public void A_depth_beyond_the_deepest_state_is_no_limit()
    {
        Assert.IsType<Verdict.Bounded>(Explore(new ExplorerOptions { DepthMax = 16 }).Verdict);
        Assert.IsType<Verdict.Verified>(Explore(new ExplorerOptions { DepthMax = 17 }).Verdict);
    }

    [Fact]
    public void Time_is_read_from_the_callers_clock()
    {
        var readings = 0;
        var options = new ExplorerOptions { TimeMax = TimeSpan.FromHours(1), Clock = () => TimeSpan.FromMinutes(20 * readings++) };
        Assert.Equal(new Verdict.Bounded(Limit.Time), Explorer.Explore(default(Endless), options).Verdict);
    }

    [Fact]
    public void A_time_limit_without_a_clock_is_refused() =>
        Assert.Throws<ArgumentException>(() => Explore(new ExplorerOptions { TimeMax = TimeSpan.FromHours(1) }));

    [Fact]
    public void Cancelling_still_reports()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new ExplorerOptions
        {
            Clock = Clock, ProgressEvery = TimeSpan.FromMilliseconds(1), Progress = _ => cancellation.Cancel(), Threads = 2,
        };
        var exploration = Explorer.Explore(default(Endless), options, cancellation.Token);
        Assert.Equal(new Verdict.Bounded(Limit.Cancelled), exploration.Verdict);
        Assert.InRange(exploration.Statistics.States, 1, long.MaxValue);
    }

    [Fact]
    public void Progress_grows()
    {
        // On a busy machine a worker may get no time between two reports: the rate is then 0, and 0 only then.
        var reports = new List<ExplorationProgress>();
        var grown = 0;
        using var cancellation = new CancellationTokenSource();
        void Take(ExplorationProgress progress)
        {
            grown += reports.Count == 0 || progress.States > reports[^1].States ? 1 : 0;
            reports.Add(progress);
            if (grown == 3)
            {
                cancellation.Cancel();
            }
        }

        var options = new ExplorerOptions { Clock = Clock, ProgressEvery = TimeSpan.FromMilliseconds(5), Progress = Take };
        Explorer.Explore(default(Endless), options, cancellation.Token);
        Assert.True(grown >= 3);
        Assert.Equal(reports.OrderBy(report => report.Elapsed), reports);
        Assert.Equal(reports.OrderBy(report => report.States), reports);
        Assert.All(reports, report => Assert.True(report is { Frontier: 1, Bytes: > 0 }, report.ToString()));
        Assert.True(reports[^1].Depth > 0);
        Assert.Equal(
            reports.Select(report => report.States).Prepend(0).Zip(reports, (before, report) => report.States > before),
            reports.Select(report => report.StatesPerSecond > 0));
    }

    [Fact]
    public void What_is_broken_outweighs_a_limit()
    {
        var graph = new SmallGraph([.. Enumerable.Range(0, 20).SelectMany(i => new byte[] { (byte)i, (byte)(i + 1), 0, 251 })]);
        var exploration = Explorer.Explore(new GraphSystem(graph, 8), new ExplorerOptions { StatesMax = 1 });
        Assert.IsType<Verdict.Violated>(exploration.Verdict);
    }

    private static TimeSpan Clock() => System.Diagnostics.Stopwatch.GetElapsedTime(0);

    private static Exploration Explore(ExplorerOptions options) => Explorer.Explore<Counter<Bits.Sixteen>>(options);

    private static Exploration ExploreWide(ExplorerOptions options) => Explorer.Explore(new Widened<Counter<Bits.Sixteen>>(24), options);
}
