using System.Globalization;
using System.Text.Json;

namespace Hmm.Benchmarks.Compare;

/// <summary>This program's own explorer, in a process of its own.</summary>
/// <param name="system">The form of the protocol, as <c>--system</c> takes it.</param>
internal sealed class Own(string system) : IPeer
{
    public string Name => system;

    public string? Missing => null;

    public CommandLine Build(Job job)
    {
        string[] arguments =
        [
            "mirror-core", "--system", system, "--scope", job.Scope,
            "--threads", job.Workers.ToString(CultureInfo.InvariantCulture), "--format", "json",
        ];
        var self = Path.Combine(AppContext.BaseDirectory, "Hmm.Benchmarks.dll");
        return new CommandLine("dotnet", [self, .. arguments], job.Folder);
    }

    public (long States, long Transitions, double Seconds, double CpuSeconds) Read(string output)
    {
        using var report = JsonDocument.Parse(output);
        return (report.RootElement.GetProperty("states").GetInt64(),
            report.RootElement.GetProperty("transitions").GetInt64(),
            report.RootElement.GetProperty("seconds").GetDouble(),
            report.RootElement.GetProperty("cpuSeconds").GetDouble());
    }
}
