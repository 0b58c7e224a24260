using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Reads a recorded trace sequence by sequence, and accepts nothing that is not whole.</summary>
internal sealed class TraceReader
{
    private readonly string file;
    private readonly TraceFaults faults;
    private readonly LineReader lines;
    private readonly CallBuilder builder;
    private readonly LineParser parser;

    private TraceReader(string file, Stream stream)
    {
        this.file = file;
        faults = new(file);
        lines = new(stream, file);
        builder = new(faults);
        parser = new(faults) { Builder = builder };
    }

    /// <summary>Reads a file, plain or compressed, or standard input.</summary>
    /// <param name="file">The file, or <see cref="TraceFile.StandardInput"/>.</param>
    /// <returns>Its sequences, each read when it is asked for.</returns>
    /// <exception cref="TraceException">The trace cannot be opened, or the sequence that is asked for is not whole.</exception>
    public static IEnumerable<RecordedSequence> Read(string file)
    {
        using var stream = TraceFile.Open(file);
        foreach (var sequence in Read(file, stream))
        {
            yield return sequence;
        }
    }

    /// <summary>Reads an uncompressed stream.</summary>
    /// <param name="file">What the user called it.</param>
    /// <param name="stream">The bytes.</param>
    /// <returns>Its sequences, each read when it is asked for.</returns>
    /// <exception cref="TraceException">The sequence that is asked for is not whole.</exception>
    public static IEnumerable<RecordedSequence> Read(string file, Stream stream)
    {
        var reader = new TraceReader(file, stream);
        var isEmpty = true;
        while (reader.TryReadSequence() is { } sequence)
        {
            isEmpty = false;
            yield return sequence;
        }

        if (isEmpty)
        {
            throw reader.faults.Empty();
        }
    }

    private RecordedSequence? TryReadSequence()
    {
        if (TryReadLine() is not { } header)
        {
            return null;
        }

        if (!header.Has(Field.Seed))
        {
            throw faults.At(1, "This line stands outside any sequence.",
                "A sequence starts with a line of \"seed\", \"profile\", \"pages\", \"devices\", \"length\" and \"kernel\".");
        }

        builder.Check(header, FieldSets.OfHeader);
        var sequence = new RecordedSequence
        {
            File = file,
            Seed = header.Number(Field.Seed),
            Profile = header.Profile,
            Pages = builder.Pages = header.Int(Field.PagesOfArena),
            Devices = builder.Devices = header.Int(Field.Devices),
            Length = header.Int(Field.Length),
            Kernel = header.Kernel,
            Calls = [],
        };
        return sequence with { Calls = ReadCalls(sequence.Seed, sequence.Length) };
    }

    private ImmutableArray<RecordedCall> ReadCalls(long seed, int length)
    {
        var calls = ImmutableArray.CreateBuilder<RecordedCall>(Math.Min(length, 1024));
        while (TryReadLine() is { } line)
        {
            if (line.Has(Field.Index))
            {
                calls.Add(ReadCall(line, calls.Count, length, calls is [.., { Died: true }]));
            }
            else if (line.Has(Field.End))
            {
                CheckEnd(line, seed, calls.Count, length, calls is [.., { Died: true }]);
                faults.LastEnd = faults.Line;
                return calls.DrainToImmutable();
            }
            else
            {
                throw faults.At(1, $"The sequence of seed {seed} is not closed before this line.",
                    "Records follow its first line until {\"end\":SEED}.");
            }
        }

        throw faults.CutShort(seed, calls.Count, length);
    }

    private RecordedCall ReadCall(Fields line, int expected, int length, bool isDead)
    {
        if (line.Int(Field.Index) != expected || expected >= length || isDead)
        {
            throw faults.At(line.Column(Field.Index), $"Record {line.Int(Field.Index)} stands in the place of record {expected}.",
                isDead
                    ? "Nothing follows a record with \"died\"."
                    : $"The records of a sequence are numbered from 0 to {length - 1}, none left out.");
        }

        return builder.Record(line);
    }

    private void CheckEnd(Fields line, long seed, int count, int length, bool isDead)
    {
        builder.Check(line, Field.End);
        if (line.Number(Field.End) != seed)
        {
            throw faults.At(line.Column(Field.End), $"The end of seed {line.Number(Field.End)} stands in the sequence of seed {seed}.",
                "A sequence closes with its own seed.");
        }

        if (count != length && !isDead)
        {
            throw faults.At(line.Column(Field.End), $"The sequence ends after {count} of {length} records.",
                "Only a record with \"died\" ends a sequence early.");
        }
    }

    private Fields? TryReadLine()
    {
        if (!lines.TryRead(out var text))
        {
            return null;
        }

        faults.Line = lines.Number;
        return parser.Parse(text);
    }
}
