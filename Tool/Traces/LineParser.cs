using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Reads the JSON of one line into <see cref="Fields"/>; <see cref="CallBuilder"/> checks what they mean together.</summary>
/// <param name="faults">Makes the errors.</param>
internal sealed class LineParser(TraceFaults faults)
{
    private readonly Fields line = new();
    private readonly Fields inner = new();
    private readonly ulong[] values = new ulong[RecordedSequence.MaxPages];
    private readonly byte[] bytes = new byte[RecordedSequence.MaxPages];
    private readonly ObservedEntry[] entries = new ObservedEntry[RecordedSequence.MaxPages];
    private readonly List<ObservedSpace> spaces = [];
    private readonly List<ImmutableArray<ThreadCall>> threads = [];
    private readonly List<ThreadCall> calls = [];

    /// <summary>Checks and builds the calls of sections.</summary>
    public required CallBuilder Builder { get; init; }

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line without its end.</param>
    /// <returns>Its fields, valid until the next line is read.</returns>
    /// <exception cref="TraceException">The line is no JSON object, or has a field that no line has.</exception>
    public Fields Parse(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            Next(ref reader);
            Expect(ref reader, JsonTokenType.StartObject, Field.None);
            ReadObject(ref reader, line, FieldSets.OfLine);
            reader.Read(); // refuses whatever follows the object
        }
        catch (JsonException exception)
        {
            throw faults.NoJson(text, exception);
        }

        return line;
    }

    private void ReadObject(ref Utf8JsonReader reader, Fields fields, Field allowed)
    {
        fields.Clear();
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var column = (int)reader.TokenStartIndex + 1;
            var field = FieldNames.Find(reader.ValueSpan);
            if ((field & allowed) == 0)
            {
                throw faults.UnknownField(column, reader.ValueSpan);
            }

            fields.Add(field, !fields.Has(field) ? column : throw faults.Repeated(column, field));
            Next(ref reader);
            ReadValue(ref reader, fields, field);
        }

        fields.EndColumn = (int)reader.TokenStartIndex + 1;
    }

    private void ReadValue(ref Utf8JsonReader reader, Fields fields, Field field)
    {
        if (FieldLimits.Of(field) is { } limits)
        {
            fields.Set(field, ReadNumber(ref reader, field, limits.Min, limits.Max));
            return;
        }

        switch (field)
        {
            case Field.Value:
                fields.Set(field, (long)ReadValue(ref reader));
                break;
            case Field.Kind:
                fields.IsSection = ReadString(ref reader, field).SequenceEqual(CallForm.Section);
                fields.Form = CallForm.Find(reader.ValueSpan);
                if (fields is { IsSection: false, Form: null })
                {
                    throw faults.UnknownCall(Column(ref reader), reader.ValueSpan);
                }

                break;
            case Field.Mapping:
                var mapping = CallForm.FindMapping(ReadString(ref reader, field));
                fields.Set(field, mapping >= 0 ? mapping : throw faults.UnknownMapping(Column(ref reader), reader.ValueSpan));
                break;
            case Field.Profile or Field.Kernel:
                fields.SetText(field, ReadText(ref reader, field));
                break;
            case Field.Died:
                Expect(ref reader, JsonTokenType.True, field);
                break;
            default:
                ReadArray(ref reader, fields, field);
                break;
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, Fields fields, Field field)
    {
        Expect(ref reader, JsonTokenType.StartArray, field);
        switch (field)
        {
            case Field.Values:
                fields.Values = ReadValues(ref reader, field);
                break;
            case Field.Permissions:
                fields.Permissions = ReadBytes(ref reader, field);
                break;
            case Field.Entries:
                fields.Entries = ReadEntries(ref reader, field);
                break;
            case Field.State:
                fields.State = ReadState(ref reader);
                break;
            default:
                fields.Threads = ReadThreads(ref reader);
                break;
        }
    }

    private ImmutableArray<ulong> ReadValues(ref Utf8JsonReader reader, Field field)
    {
        var count = 0;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            values[Room(ref reader, field, count++)] = ReadValue(ref reader);
        }

        return [.. values.AsSpan(0, count)];
    }

    private ImmutableArray<byte> ReadBytes(ref Utf8JsonReader reader, Field field)
    {
        var count = 0;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            bytes[Room(ref reader, field, count++)] = (byte)ReadNumber(ref reader, field, byte.MinValue, byte.MaxValue);
        }

        return [.. bytes.AsSpan(0, count)];
    }

    private ImmutableArray<ObservedEntry> ReadEntries(ref Utf8JsonReader reader, Field field)
    {
        var count = 0;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            var token = ReadString(ref reader, field);
            entries[Room(ref reader, field, count++)] = ObservedEntry.TryParse(token, out var entry)
                ? entry
                : throw faults.UnknownEntry(Column(ref reader), token);
        }

        return [.. entries.AsSpan(0, count)];
    }

    private ImmutableArray<ObservedSpace> ReadState(ref Utf8JsonReader reader)
    {
        spaces.Clear();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartObject, Field.State);
            ReadObject(ref reader, inner, FieldSets.OfSpace);
            spaces.Add(Builder.Space(inner, spaces.Count == 0 ? -1 : spaces[^1].Process));
        }

        return [.. CollectionsMarshal.AsSpan(spaces)];
    }

    private ImmutableArray<ImmutableArray<ThreadCall>> ReadThreads(ref Utf8JsonReader reader)
    {
        threads.Clear();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartArray, Field.Threads);
            calls.Clear();
            while (Next(ref reader) != JsonTokenType.EndArray)
            {
                Expect(ref reader, JsonTokenType.StartObject, Field.Threads);
                ReadObject(ref reader, inner, FieldSets.OfThread);
                calls.Add(Builder.ThreadCall(inner, line, calls.Count == 0 ? -1 : calls[^1].End));
            }

            threads.Add(Builder.Thread([.. CollectionsMarshal.AsSpan(calls)], Column(ref reader)));
        }

        return Builder.Section([.. CollectionsMarshal.AsSpan(threads)], Column(ref reader));
    }

    private long ReadNumber(ref Utf8JsonReader reader, Field field, long min, long max)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= min && number <= max
            && (reader.ValueSpan[0] != (byte)'-' || number < 0))
        {
            return number;
        }

        throw faults.OutOfRange(Column(ref reader), field, min, max);
    }

    private ulong ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var value) && reader.ValueSpan[0] != (byte)'-'
            ? value
            : throw faults.NoValue(Column(ref reader));

    private ReadOnlySpan<byte> ReadString(ref Utf8JsonReader reader, Field field)
    {
        Expect(ref reader, JsonTokenType.String, field);
        return reader.ValueSpan;
    }

    private string ReadText(ref Utf8JsonReader reader, Field field)
    {
        ReadString(ref reader, field);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw faults.NoText(Column(ref reader));
        }
    }

    private int Room(ref Utf8JsonReader reader, Field field, int count) =>
        count < RecordedSequence.MaxPages ? count : throw faults.TooLong(Column(ref reader), field);

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, Field field)
    {
        if (reader.TokenType != type)
        {
            throw faults.WrongShape(Column(ref reader), field);
        }
    }

    private static int Column(ref Utf8JsonReader reader) => (int)reader.TokenStartIndex + 1;

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("The line ends too early.", null, 0, null);
}
