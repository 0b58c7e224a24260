using System.Collections.Immutable;

namespace Hmm.Tool.Reports;

/// <summary>What came of <c>hmm conform</c>.</summary>
internal sealed record ConformanceReport
{
    /// <summary>The protocol and its driver, in words.</summary>
    public required string Protocol { get; init; }

    public required ImmutableArray<FileConformance> Files { get; init; }

    /// <summary>How long it took, reading included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Whether the user stopped it.</summary>
    public required bool WasStopped { get; init; }

    /// <summary>What the records exercised, if it was asked for.</summary>
    public Coverage? Coverage { get; init; }

    public int Sequences => Files.Sum(file => file.Sequences);

    public long Records => Files.Sum(file => file.Records);

    public long Agreed => Files.Sum(file => file.Agreed);

    public long Sections => Files.Sum(file => file.Sections);

    public long Explained => Files.Sum(file => file.Explained);

    public bool Differs => Files.Any(file => file.Differences.Count > 0);

    public double RecordsPerSecond => Time > TimeSpan.Zero ? Records / Time.TotalSeconds : 0;

    /// <summary>A difference outweighs a file that could not be read, and that outweighs work left undone.</summary>
    public int ExitCode => this switch
    {
        { Differs: true } => Tool.ExitCode.Differs,
        _ when Files.Any(file => file.Problem is not null) => Tool.ExitCode.Usage,
        { WasStopped: true } => Tool.ExitCode.Inconclusive,
        _ when Agreed < Records || Explained < Sections => Tool.ExitCode.Inconclusive,
        _ => Tool.ExitCode.Success,
    };
}
