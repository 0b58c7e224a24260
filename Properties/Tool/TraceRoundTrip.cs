using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

public sealed class TraceRoundTrip
{
    public static TheoryData<string> Bundled => [.. Traces.Bundled.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Bundled))]
    public void A_recorded_trace_is_written_as_it_was_read(string name)
    {
        var file = Traces.Bundled.Single(file => Path.GetFileName(file) == name);
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var recorded = new MemoryStream();
        stream.CopyTo(recorded);

        Assert.True(Traces.WriteBytes(TraceReader.Read(file)).AsSpan().SequenceEqual(recorded.ToArray()));
    }

    [Fact]
    public void Seven_profiles_and_the_lost_write_are_bundled() => Assert.Equal(8, Traces.Bundled.Count);

    [Theory]
    [InlineData("""{"i":0,"died":true}""")]
    [InlineData("""{"i":0,"p":0,"op":"dev_read","d":0,"page":0,"n":2,"died":true}""")]
    [InlineData("""{"i":0,"p":0,"op":"exit","ret":0,"state":[{"p":1,"snapshot_ret":-14,"perm":[238,238],"pte":["-","zero"]}]}""")]
    [InlineData("""{"i":0,"p":2,"op":"cpu_read","page":1,"ret":0,"torn":1,"vals":[18446744073709551615],"state":[{"p":2,"perm":[0,2],"""
        + "\"pte\":[\"-\",\"ram:0:3:file\"]}]}")]
    public void A_rare_record_is_written_as_it_was_read(string record)
    {
        var text = $$"""
            {"seed":7,"profile":"all","pages":2,"devices":4,"length":1,"kernel":"6.12.117+"}
            {{record}}
            {"end":7}

            """;

        Assert.Equal(text, Traces.Write(Traces.Read(text)));
    }

    [Property]
    public bool An_entry_is_read_as_it_was_written(ObservedKind kind, byte device, ushort frame, ushort mapCount, bool isFile,
        bool isSole, bool isWritable)
    {
        var entry = kind switch
        {
            ObservedKind.None => ObservedEntry.None,
            ObservedKind.Zero => ObservedEntry.Zero,
            ObservedKind.Ram => ObservedEntry.Ram(frame, mapCount, isFile, isSole),
            ObservedKind.Coherent => ObservedEntry.Coherent(2 + (device % 2), frame, isSole),
            ObservedKind.Private => ObservedEntry.Private(device % 2, frame, isWritable, isSole),
            ObservedKind.Exclusive => ObservedEntry.Exclusive(frame, isWritable, isSole),
        };
        return ObservedEntry.Parse(entry.ToString()) == entry;
    }

    [Property]
    public Property What_is_no_token_is_no_entry()
    {
        var part = Gen.Elements("ram", "private0", "private2", "coherent2", "exclusive", ":", "0", "00", "-1", "12", "rw", "ro", "anon",
            "file", "sole", "zero", "-", " ");
        var token = part.ListOf().Select(string.Concat);
        return Prop.ForAll(token.ToArbitrary(), text =>
        {
            try
            {
                return ObservedEntry.Parse(text).ToString() == text;
            }
            catch (FormatException)
            {
                return true;
            }
        });
    }
}
