using System.Diagnostics;
using System.Globalization;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Times an exploration and makes a report of it.</summary>
internal static class Measurement
{
    /// <summary>How far a first, unmeasured exploration goes, to have the code compiled, as that of other programs is.</summary>
    private const int WarmUpDepth = 3;

    /// <summary>Explores and measures.</summary>
    /// <param name="system">What the form is called.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="explore">Explores the system with the options given.</param>
    /// <param name="describe">Puts the steps of a run in words.</param>
    public static Report Of(
        string system,
        Request request,
        Func<ExplorerOptions, CancellationToken, Exploration> explore,
        Func<Run, IReadOnlyList<string>> describe)
    {
        var options = new ExplorerOptions { Threads = request.Workers };
        explore(options with { DepthMax = WarmUpDepth }, default);
        var process = Process.GetCurrentProcess();
        var (allocated, cpu) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime);
        var watch = Stopwatch.StartNew();
        var exploration = explore(options, default);
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var counts = exploration.Statistics;
        var run = exploration.Verdict switch
        {
            Verdict.Violated violated => violated.Run,
            Verdict.Deadlocked deadlocked => deadlocked.Run,
            _ => null,
        };
        return new Report(
            system,
            string.Create(CultureInfo.InvariantCulture, $"{request.Pages},{request.Devices},{request.Threads}"),
            request.Workers,
            InWords(exploration.Verdict),
            counts.States,
            counts.Transitions,
            counts.Depth,
            seconds,
            (process.TotalProcessorTime - cpu).TotalSeconds,
            counts.States / seconds,
            (double)counts.BytesMax / counts.States,
            Math.Round((double)allocated / counts.States, 3),
            Audit: null,
            run?.Steps,
            run is null ? null : describe(run));
    }

    private static string InWords(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.Violated { Invariant: 0 } => "violated: a mirror allows more than the page table",
        Verdict.Violated => "violated: a mirrored entry outlives its invalidation",
        Verdict.Deadlocked => "deadlocked",
        Verdict.Bounded bounded => $"inconclusive: {bounded.Limit}",
        _ => throw new UnreachableException(),
    };
}
