using System.Text;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

/// <summary>Traces to test with: those that come with the tool, and their text.</summary>
internal static class Traces
{
    public static IReadOnlyList<string> Bundled { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "traces"), "*.jsonl.gz").Order(StringComparer.Ordinal)];

    /// <summary>One sequence of every bundled trace, as text.</summary>
    public static IReadOnlyList<string> Samples { get; } = [.. Bundled.Select(file => Write(TraceReader.Read(file).Take(1)))];

    public static IReadOnlyList<RecordedSequence> Read(string text) =>
        [.. TraceReader.Read("test.jsonl", new MemoryStream(Encoding.UTF8.GetBytes(text)))];

    public static string Write(IEnumerable<RecordedSequence> sequences) => Encoding.UTF8.GetString(WriteBytes(sequences));

    public static byte[] WriteBytes(IEnumerable<RecordedSequence> sequences)
    {
        using var stream = new MemoryStream();
        using var writer = new TraceWriter(stream);
        foreach (var sequence in sequences)
        {
            writer.Write(sequence);
        }

        return stream.ToArray();
    }
}
