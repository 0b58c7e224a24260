using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

/// <summary>A damaged trace is refused, or read as what it says: never misread, never a crash.</summary>
public sealed class TraceCorruption
{
    private static readonly byte[] Likely = Encoding.ASCII.GetBytes("{}[]\":,-0123456789.e\\ \n\rtfnp");

    public enum Damage
    {
        ReplaceByte,
        InsertByte,
        DeleteByte,
        CutShort,
        DeleteLine,
        RepeatLine,
        SwapLines,
    }

    [Property(MaxTest = 3000)]
    public void A_damaged_trace_is_refused_or_read_as_what_it_says(Damage damage, ushort sample, int at, byte with, bool isLikely)
    {
        var text = Traces.Samples[sample % Traces.Samples.Count];
        var damaged = Apply(damage, text, at, isLikely ? Likely[with % Likely.Length] : with);

        if (TryRead(damaged) is { } written)
        {
            AssertSame(damaged, written);
        }
    }

    [Property(MaxTest = 500)]
    public void A_trace_cut_short_within_its_bytes_is_refused(ushort sample, uint at)
    {
        var text = Traces.Samples[sample % Traces.Samples.Count];
        var kept = (int)(at % (uint)(text.Length - 1)); // without the last line's end it is still whole

        Assert.Throws<TraceException>(() => Traces.Read(text[..kept]));
    }

    [Property(MaxTest = 500)]
    public void A_damaged_compressed_trace_is_refused_or_unharmed(ushort sample, uint at, byte with, bool isCut)
    {
        var text = Traces.Samples[sample % Traces.Samples.Count];
        var bytes = Compress(text);
        var place = (int)(at % (uint)bytes.Length);
        if (isCut)
        {
            bytes = bytes[..place];
        }
        else
        {
            bytes[place] = with;
        }

        try
        {
            var written = Traces.Write(TraceReader.Read("test.jsonl.gz", TraceFile.Decompress(new MemoryStream(bytes))));
            Assert.False(isCut);
            Assert.Equal(text, written);
        }
        catch (TraceException)
        {
            // Refused.
        }
    }

    [Fact]
    public void A_compressed_trace_cut_where_its_text_is_whole_is_refused()
    {
        var whole = Compress(Traces.Samples[0]);
        Assert.Single(TraceReader.Read("whole", TraceFile.Decompress(new MemoryStream(whole))));
        for (var cut = 1; cut <= 12; cut++)
        {
            var bytes = whole[..^cut];
            Assert.Throws<TraceException>(() => TraceReader.Read("cut", TraceFile.Decompress(new MemoryStream(bytes))).Count());
        }
    }

    private static string Apply(Damage damage, string text, int at, byte with)
    {
        var place = (int)((uint)at % (uint)text.Length);
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        var line = (int)((uint)at % (uint)lines.Count);
        var other = (line + with) % lines.Count;
        switch (damage)
        {
            case Damage.ReplaceByte:
                return string.Concat(text.AsSpan(0, place), [(char)with], text.AsSpan(place + 1));
            case Damage.InsertByte:
                return text.Insert(place, ((char)with).ToString());
            case Damage.DeleteByte:
                return text.Remove(place, 1);
            case Damage.CutShort:
                return text[..place];
            case Damage.DeleteLine:
                lines.RemoveAt(line);
                break;
            case Damage.RepeatLine:
                lines.Insert(line, lines[line]);
                break;
            case Damage.SwapLines:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
        }

        return string.Concat(lines.Select(kept => kept + '\n'));
    }

    private static string? TryRead(string text)
    {
        try
        {
            return Traces.Write(Traces.Read(text));
        }
        catch (TraceException)
        {
            return null;
        }
    }

    private static void AssertSame(string damaged, string written)
    {
        var expected = damaged.TrimEnd('\n').Split('\n');
        var actual = written.TrimEnd('\n').Split('\n');
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (first, second) in expected.Zip(actual))
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first), JsonNode.Parse(second)), $"read {first}\nas {second}");
        }
    }

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
