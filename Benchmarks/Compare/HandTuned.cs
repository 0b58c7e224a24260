using System.Globalization;
using System.Text.RegularExpressions;

namespace Hmm.Benchmarks.Compare;

/// <summary>The C program of Peers, compiled for the very numbers.</summary>
internal sealed partial class HandTuned : IPeer
{
    public string Name => "c";

    public string? Missing => CommandLine.Exists("gcc") ? null : "gcc";

    public CommandLine Build(Job job)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Peers", "mirror_core.c");
        string[] flags =
        [
            "-O3", "-march=native", $"-DP={job.Pages}", $"-DD={job.Devices}", $"-DT={job.Threads}",
            source, "-o", "mirror_core", "-lpthread",
        ];
        new CommandLine("gcc", flags, job.Folder).Run();
        string[] arguments = [Text(job.Workers), Text(job.TableBits(room: 1.6))];
        return new CommandLine(Path.Combine(job.Folder, "mirror_core"), arguments, job.Folder);
    }

    public (long States, long Transitions, double Seconds, double CpuSeconds) Read(string output)
    {
        var numbers = Numbers().Match(output).Groups;
        return (long.Parse(numbers[1].Value, CultureInfo.InvariantCulture),
            long.Parse(numbers[2].Value, CultureInfo.InvariantCulture),
            double.Parse(numbers[3].Value, CultureInfo.InvariantCulture),
            0);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"states=(\d+) trans=(\d+) depth=\d+ sec=([\d.]+) ok")]
    private static partial Regex Numbers();
}
