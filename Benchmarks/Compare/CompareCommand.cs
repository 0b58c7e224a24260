using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hmm.Benchmarks.MirrorCore;

namespace Hmm.Benchmarks.Compare;

/// <summary>The command <c>compare</c>: runs mirror-core in both forms that it has here, in C and in Promela, and prints ratios.</summary>
internal sealed class CompareCommand : Command
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<string> scope = new("--scope")
    {
        Description = "Pages, devices and CPU threads, such as 2,2,1.", DefaultValueFactory = _ => "2,2,1",
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "Threads that explore, where a program can use several.", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<int> repeat = new("--repeat")
    {
        Description = "How often each program runs, in turn; the best run counts.", DefaultValueFactory = _ => 3,
    };

    private readonly Option<string[]> only = new("--only")
    {
        Description = "Programs to run: packed, steps, c, spin-dfs, spin-bfs.", AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public CompareCommand()
        : base("compare", "Runs mirror-core in every form at hand in one go and prints how fast they are to each other.")
    {
        format.AcceptOnlyFromAmong("text", "json");
        scope.Validators.Add(result =>
        {
            if (!MirrorCoreCommand.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--scope is three numbers of at least 1, such as 2,2,1: pages, devices, CPU threads.");
            }
        });
        foreach (var option in new Option[] { scope, threads, repeat, only, format })
        {
            Options.Add(option);
        }

        SetAction(parsed => Run(parsed));
    }

    private int Run(ParseResult parsed)
    {
        _ = MirrorCoreCommand.TryParse(parsed.GetValue(scope), out var size);
        var folder = Directory.CreateTempSubdirectory("mirror-core-");
        try
        {
            var job = new Job(size.Pages, size.Devices, size.Threads, parsed.GetValue(threads), 0, folder.FullName);
            var comparison = Compare(job, parsed.GetValue(repeat), parsed.GetValue(only) ?? []);
            Console.WriteLine(parsed.GetValue(format) == "json" ? JsonSerializer.Serialize(comparison, Json) : InWords(comparison));
            return comparison.Agree ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Comparison Compare(Job job, int repeat, string[] only)
    {
        IPeer[] own = [.. MirrorCoreCommand.Systems.Select(form => new Own(form.Name))];
        IPeer[] wanted = [.. own, new HandTuned(), new Spin("spin-dfs", isBreadthFirst: false), new Spin("spin-bfs", isBreadthFirst: true)];
        wanted = [.. wanted.Where(peer => only.Length == 0 || only.Contains(peer.Name))];
        var peers = wanted.Where(peer => peer.Missing is null).ToArray();

        // The first run says how many states there are; programs whose tables do not grow are then built for that many.
        var first = PeerRun.Of(own[0], own[0].Build(job));
        job = job with { States = first.States };
        var commands = peers.Select(peer => peer.Build(job)).ToArray();
        var best = new PeerRun?[peers.Length];
        for (var round = 0; round < repeat; round++)
        {
            for (var i = 0; i < peers.Length; i++)
            {
                best[i] = PeerRun.Of(peers[i], commands[i]).Best(best[i]);
            }
        }

        PeerRun[] runs = [.. best.OfType<PeerRun>()];
        var agree = runs.All(run => (run.States, run.Transitions) == (first.States, first.Transitions));
        string[] missing = [.. wanted.Where(peer => peer.Missing is not null).Select(peer => $"{peer.Name} needs {peer.Missing}")];
        return new Comparison(job.Scope, job.Workers, repeat, agree, runs, [.. Ratios(runs)], missing);
    }

    private static IEnumerable<Ratio> Ratios(PeerRun[] runs)
    {
        // Spin counts with the better of its ways, in each measure.
        var spin = runs.Where(run => run.Name.StartsWith("spin", StringComparison.Ordinal))
            .Aggregate(default(PeerRun), static (best, run) => run.Best(best));
        var tuned = runs.FirstOrDefault(run => run.Name == "c");
        foreach (var run in runs.Where(run => MirrorCoreCommand.Systems.Any(form => form.Name == run.Name)))
        {
            if (spin is not null)
            {
                yield return Ratio.Of(run, spin, "spin");
            }

            if (tuned is not null)
            {
                yield return Ratio.Of(run, tuned, "c");
            }
        }
    }

    private static string InWords(Comparison comparison) => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture,
            $"mirror-core({comparison.Scope}), {comparison.Threads} threads (Spin: 1), best of {comparison.Repeat}"),
        $"{string.Empty,-10} {"states",12} {"transitions",12} {"seconds",9} {"cpu s",9} {"states/s",12} {"states/cpu s",12}",
        .. comparison.Runs.Select(run => string.Create(CultureInfo.InvariantCulture,
            $"{run.Name,-10} {run.States,12:N0} {run.Transitions,12:N0} {run.Seconds,9:F3} {run.CpuSeconds,9:F2} "
            + $"{run.StatesPerSecond,12:N0} {run.StatesPerCpuSecond,12:N0}")),
        .. comparison.Ratios.Select(ratio => string.Create(CultureInfo.InvariantCulture,
            $"{ratio.Name}: {ratio.ByTime:F2} times the states a second, {ratio.ByCpuTime:F2} by processor time")),
        .. comparison.Missing,
        comparison.Agree ? "All counts agree." : "THE COUNTS DIFFER.",
    ]);
}
