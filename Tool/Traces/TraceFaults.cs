using System.Globalization;
using System.Text;
using System.Text.Json;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Makes the errors of one trace.</summary>
/// <param name="file">The trace, as the user named it.</param>
internal sealed class TraceFaults(string file)
{
    private const string Again = "If the file was edited, undo that; otherwise record it again. Kernel/README.md describes the format.";

    /// <summary>The line that is being read, from 1.</summary>
    public long Line { get; set; }

    /// <summary>The line at which the last complete sequence ended; 0 if none did.</summary>
    public long LastEnd { get; set; }

    public TraceException At(int column, string what, string why, string next = Again) => new(new(file, Line, column), what, why, next);

    public TraceException UnknownField(int column, ReadOnlySpan<byte> name) =>
        At(column, $"There is no field {Quote(name)} here.",
            "Every field of a trace is compared with the model, so an unknown one is not passed over.",
            "Is it from a newer recorder? Then a newer `hmm` may know it. Kernel/README.md lists the fields.");

    public TraceException Repeated(int column, Field field) =>
        At(column, $"\"{FieldNames.Name(field)}\" stands there twice.", "A field has one value.");

    public TraceException UnknownCall(int column, ReadOnlySpan<byte> name) =>
        At(column, $"There is no call {Quote(name)}.",
            $"The model has {string.Join(", ", CallForm.All.Select(form => form.Name))}, and parallel.",
            "Is it from a newer recorder? Then a newer `hmm` may know it.");

    public TraceException UnknownMapping(int column, ReadOnlySpan<byte> name) =>
        At(column, $"There is no kind of mapping {Quote(name)}.", $"It is one of {string.Join(", ", CallForm.Mappings)}.");

    public TraceException UnknownEntry(int column, ReadOnlySpan<byte> token) => token.StartsWith("swap"u8)
        ? At(column, $"The recorder did not know the entry {Quote(token)}.",
            "Its kernel numbers the types of special swap entries differently, or swapped the page out.",
            "Adapt private_type in Kernel/recorder/print.c to that kernel, switch swap off, and record again.")
        : At(column, $"{Quote(token)} is no page-table entry.",
            "It is -, zero, ram:ID:COUNT:anon|file, privateD:ID:rw|ro, coherentD:ID or exclusive:ID:rw|ro; "
                + "all but the first two may end in :sole.");

    public TraceException WrongShape(int column, Field field) => At(column, "This is not what should stand here.", field switch
    {
        Field.None => "A line is one JSON object.",
        Field.Threads => "\"threads\" is a list of lists of objects: a list of calls a thread.",
        Field.State => "\"state\" is a list of objects, one a process.",
        Field.Entries => "\"pte\" is a list of texts, one a page.",
        Field.Values or Field.Permissions => $"\"{FieldNames.Name(field)}\" is a list of numbers, one a page.",
        Field.Died => "\"died\" is true, or not there.",
        _ => $"\"{FieldNames.Name(field)}\" is a text.",
    });

    public TraceException NoValue(int column) =>
        At(column, "This is not the value of a page.", "A page holds a whole number from 0 to 18446744073709551615.");

    public TraceException NoText(int column) => At(column, "The text is not UTF-8.", "A trace is written in UTF-8.");

    public TraceException TooLong(int column, Field field) =>
        At(column, $"\"{FieldNames.Name(field)}\" is too long.", $"The model has room for {RecordedSequence.MaxPages} pages.",
            "Record with fewer pages.");

    public TraceException OutOfRange(int column, Field field, long min, long max) =>
        At(column, $"This is no value of \"{FieldNames.Name(field)}\".", Range(min, max), HintFor(field));

    public TraceException NoJson(ReadOnlySpan<byte> text, JsonException exception)
    {
        if (text.StartsWith("### "u8))
        {
            return At(0, "Here begins what the kernel's lock validator printed, which is no trace.",
                "A recorder on a kernel with CONFIG_PROVE_LOCKING appends it; record.sh keeps it apart.",
                $"Keep what stands before: {Source} | sed '/^### /,$d' > trace.jsonl");
        }

        var column = (int)Math.Min(exception.BytePositionInLine ?? 0, text.Length) + 1;
        return text.IsEmpty
            ? At(0, "The line is empty.", "A line of a trace is one JSON object.")
            : At(column, column > text.Length ? "The line is cut short." : "This is not JSON.",
                "A line of a trace is one whole JSON object.",
                Rescue);
    }

    public TraceException CutShort(long seed, int records, int length) =>
        new(new(file, Line), string.Create(CultureInfo.InvariantCulture,
            $"The trace ends inside the sequence of seed {seed}, after {records} of {length} records."),
            "A sequence closes with an \"end\" line: without it, nobody knows what is missing.", Rescue);

    public TraceException Empty() =>
        new(new(file), "The trace is empty.", "There is nothing in it to compare with the model.",
            "See Kernel/record.sh for how to record one, and FILE.console for why it recorded nothing.");

    // What to do with a trace whose end is missing.
    private string Rescue => LastEnd == 0
        ? "Record or fetch it again: no sequence of it is complete."
        : string.Create(CultureInfo.InvariantCulture,
            $"Record or fetch it again, or keep what is complete: {Source} | head -n {LastEnd} > complete.jsonl");

    private string Source => file switch
    {
        TraceFile.StandardInput => "...",
        _ when file.EndsWith(".gz", StringComparison.Ordinal) => $"zcat {file}",
        _ => $"cat {file}",
    };

    private static string Quote(ReadOnlySpan<byte> text) => $"'{Encoding.UTF8.GetString(text.Length > 40 ? text[..40] : text)}'";

    private static string Range(long min, long max) =>
        string.Create(CultureInfo.InvariantCulture, $"It is a whole number, {(min == max ? $"{min}" : $"from {min} to {max}")}.");

    private static string HintFor(Field field) => field switch
    {
        Field.PagesOfArena or Field.Devices or Field.Process =>
            $"The model has room for {RecordedSequence.MaxPages} pages, {RecordedSequence.MaxDevices} devices and "
                + $"{RecordedSequence.MaxProcesses} processes: record with fewer.",
        _ => Again,
    };
}
