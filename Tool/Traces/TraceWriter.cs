using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Writes sequences as the recorder does: byte for byte what was read.</summary>
/// <param name="stream">Where to.</param>
internal sealed class TraceWriter(Stream stream) : IDisposable
{
    private readonly Utf8JsonWriter json = new(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    public void Write(RecordedSequence sequence)
    {
        json.WriteStartObject();
        Write(Field.Seed, sequence.Seed);
        json.WriteString(FieldNames.Name(Field.Profile), sequence.Profile);
        Write(Field.PagesOfArena, sequence.Pages);
        Write(Field.Devices, sequence.Devices);
        Write(Field.Length, sequence.Length);
        json.WriteString(FieldNames.Name(Field.Kernel), sequence.Kernel);
        EndLine();
        foreach (var call in sequence.Calls)
        {
            Write(call);
        }

        json.WriteStartObject();
        Write(Field.End, sequence.Seed);
        EndLine();
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void Write(RecordedCall record)
    {
        json.WriteStartObject();
        Write(Field.Index, record.Index);
        if ((record.IsSection ? record.Threads[0][0].Call : record.Call) is { } any)
        {
            Write(Field.Process, any.Process);
        }

        if (record.Call is { } call)
        {
            WriteArguments(call);
        }

        if (record.Result is { } result)
        {
            WriteResult(CallForm.All[(int)record.Call!.Kind], result);
        }

        if (record.IsSection)
        {
            json.WriteString(FieldNames.Name(Field.Kind), CallForm.Section);
            WriteThreads(record.Threads);
        }

        if (record.Died)
        {
            json.WriteBoolean(FieldNames.Name(Field.Died), true);
        }
        else
        {
            WriteState(record.State);
        }

        EndLine();
    }

    private void WriteArguments(Call call)
    {
        var form = CallForm.All[(int)call.Kind];
        json.WriteString(FieldNames.Name(Field.Kind), form.Name);
        foreach (var field in form.Arguments)
        {
            switch (field)
            {
                case Field.Mapping:
                    json.WriteString(FieldNames.Name(field), CallForm.Mappings[(int)call.Mapping]);
                    break;
                case Field.Value:
                    json.WriteNumber(FieldNames.Name(field), call.Value);
                    break;
                case Field.File or Field.Offset when form.Kind == CallKind.Map && !CallForm.IsOfFile(call.Mapping):
                    break;
                default:
                    Write(field, Argument(call, field));
                    break;
            }
        }
    }

    private static int Argument(Call call, Field field) => field switch
    {
        Field.Page => call.Page,
        Field.Count => call.Count,
        Field.Protection => call.Protection,
        Field.File => call.File,
        Field.Offset => call.Offset,
        Field.To => call.To,
        Field.Device => call.Device,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This field is no argument of a call."),
    };

    private void WriteResult(CallForm form, CallResult result)
    {
        Write(Field.Return, result.Return);
        if (result.Torn)
        {
            Write(Field.Torn, 1);
        }

        foreach (var field in result.Return == 0 ? form.Results : [])
        {
            switch (field)
            {
                case Field.Pages:
                    Write(field, result.Pages);
                    break;
                case Field.Faults:
                    Write(field, result.Faults);
                    break;
                case Field.Values:
                    WriteValues(result.Values);
                    break;
                default:
                    WritePermissions(result.Permissions);
                    break;
            }
        }
    }

    private void WriteThreads(ImmutableArray<ImmutableArray<ThreadCall>> threads)
    {
        json.WriteStartArray(FieldNames.Name(Field.Threads));
        foreach (var thread in threads)
        {
            json.WriteStartArray();
            foreach (var call in thread)
            {
                json.WriteStartObject();
                Write(Field.Begin, call.Begin);
                Write(Field.End, call.End);
                WriteArguments(call.Call);
                WriteResult(CallForm.All[(int)call.Call.Kind], call.Result);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteState(ImmutableArray<ObservedSpace> state)
    {
        json.WriteStartArray(FieldNames.Name(Field.State));
        foreach (var space in state)
        {
            json.WriteStartObject();
            Write(Field.Process, space.Process);
            if (space.SnapshotReturn != 0)
            {
                Write(Field.SnapshotReturn, space.SnapshotReturn);
            }

            WritePermissions(space.Permissions);
            json.WriteStartArray(FieldNames.Name(Field.Entries));
            foreach (var entry in space.Entries)
            {
                json.WriteStringValue(entry.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteValues(ImmutableArray<ulong> values)
    {
        json.WriteStartArray(FieldNames.Name(Field.Values));
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private void WritePermissions(ImmutableArray<byte> permissions)
    {
        json.WriteStartArray(FieldNames.Name(Field.Permissions));
        foreach (var permission in permissions)
        {
            json.WriteNumberValue(permission);
        }

        json.WriteEndArray();
    }

    private void Write(Field field, long number) => json.WriteNumber(FieldNames.Name(field), number);

    private void EndLine()
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }
}
