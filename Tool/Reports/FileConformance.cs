using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>What came of replaying one trace, counted as its sequences come in.</summary>
/// <param name="file">The trace, as the user named it.</param>
internal sealed class FileConformance(string file)
{
    private readonly SortedSet<string> kernels = new(StringComparer.Ordinal);
    private readonly List<(RecordedSequence Sequence, Difference Difference)> differences = [];

    public string File { get; } = file;

    public int Sequences { get; private set; }

    public long Records { get; private set; }

    public long Agreed { get; private set; }

    public long Sections { get; private set; }

    public long Explained { get; private set; }

    public TimeSpan Time { get; set; }

    /// <summary>Why the trace was not read to its end; null if it was.</summary>
    public Problem? Problem { get; set; }

    /// <summary>The releases of the kernels that it was recorded on.</summary>
    public IReadOnlyCollection<string> Kernels => kernels;

    /// <summary>The sequences that differ, each with its first difference.</summary>
    public IReadOnlyList<(RecordedSequence Sequence, Difference Difference)> Differences => differences;

    /// <summary>How far the first difference, if threads ran at once there, can be explained.</summary>
    public Model.Exploring.SectionAccount? Account { get; private set; }

    public void Add(RecordedSequence sequence, Replay replay)
    {
        Sequences++;
        Records += replay.Records;
        Agreed += replay.Agreed;
        Sections += replay.Sections;
        Explained += replay.Explained;
        kernels.Add(sequence.Kernel);
        if (replay.Difference is { } difference)
        {
            Account ??= differences.Count == 0 ? replay.Account : null;
            differences.Add((sequence, difference));
        }
    }
}
