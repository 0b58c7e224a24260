using System.Globalization;
using System.Text.RegularExpressions;

namespace Hmm.Benchmarks.Compare;

/// <summary>Spin, exhaustive and exact: every state stored, all orders tried.</summary>
/// <param name="name">What the report calls it.</param>
/// <param name="isBreadthFirst">Whether it searches breadth first; depth first is its usual way.</param>
internal sealed partial class Spin(string name, bool isBreadthFirst) : IPeer
{
    public string Name => name;

    public string? Missing => !CommandLine.Exists("spin") ? "spin" : !CommandLine.Exists("gcc") ? "gcc" : null;

    public CommandLine Build(Job job)
    {
        var folder = Directory.CreateDirectory(Path.Combine(job.Folder, name)).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "Peers", "mirror_core.pml");
        string[] sizes = [$"-DNP={job.Pages}", $"-DND={job.Devices}", $"-DNT={job.Threads}"];
        new CommandLine("spin", [.. sizes, "-a", source], folder).Run();
        var megabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (5 << 20) * 4;
        string[] flags = ["-O2", "-w", "-march=native", "-DSAFETY", "-DNOREDUCE", $"-DMEMLIM={megabytes}", "-o", "pan", "pan.c"];
        new CommandLine("gcc", isBreadthFirst ? [.. flags, "-DBFS"] : flags, folder).Run();
        string[] table = [string.Create(CultureInfo.InvariantCulture, $"-w{job.TableBits(room: 1)}")];
        var depth = string.Create(CultureInfo.InvariantCulture, $"-m{Math.Max(1_000_000, job.States / 3)}");
        return new CommandLine(Path.Combine(folder, "pan"), isBreadthFirst ? table : [depth, .. table], folder);
    }

    /// <inheritdoc/>
    /// <remarks>Spin counts the initial state as a transition.</remarks>
    public (long States, long Transitions, double Seconds, double CpuSeconds) Read(string output) =>
        ((long)Number(States(), output), (long)Number(Transitions(), output) - 1, Number(Elapsed(), output), 0);

    private static double Number(Regex pattern, string output) =>
        double.Parse(pattern.Matches(output)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([\d.e+]+) states, stored")]
    private static partial Regex States();

    [GeneratedRegex(@"([\d.e+]+) transitions \(")]
    private static partial Regex Transitions();

    [GeneratedRegex(@"elapsed time ([\d.e+]+) seconds")]
    private static partial Regex Elapsed();
}
