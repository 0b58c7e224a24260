using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Makes calls, results and states of <see cref="Fields"/>, and checks that the fields fit together.</summary>
/// <param name="faults">Makes the errors.</param>
internal sealed class CallBuilder(TraceFaults faults)
{
    private const Field OfFile = Field.File | Field.Offset;

    /// <summary>Pages of the arena of the sequence that is being read.</summary>
    public int Pages { get; set; }

    /// <summary>Devices of the sequence that is being read.</summary>
    public int Devices { get; set; }

    /// <summary>Checks that an object has the fields that it must have and no others.</summary>
    /// <param name="fields">The object.</param>
    /// <param name="required">What it must have.</param>
    /// <param name="optional">What it may have.</param>
    public void Check(Fields fields, Field required, Field optional = Field.None)
    {
        if ((required & ~fields.Seen) is not Field.None and var missing)
        {
            throw faults.At(fields.EndColumn, $"{FieldNames.List(missing)} is missing.",
                "Every record has all that its call takes and answers.");
        }

        if ((fields.Seen & ~(required | optional)) is not Field.None and var extra)
        {
            var first = (Field)((int)extra & -(int)extra);
            throw faults.At(fields.Column(first), $"\"{FieldNames.Name(first)}\" does not belong here.",
                fields.Int(Field.Return) != 0
                    ? "A call that fails answers nothing but its error."
                    : $"{fields.Form?.Name ?? "This line"} has no such field.");
        }
    }

    /// <summary>The record of a line.</summary>
    /// <param name="line">The line's fields.</param>
    /// <returns>The record.</returns>
    public RecordedCall Record(Fields line)
    {
        if (line.Has(Field.Died))
        {
            return Death(line);
        }

        const Field Common = Field.Index | Field.Process | Field.Kind | Field.State;
        if (line.IsSection)
        {
            Check(line, Common | Field.Threads);
            return new() { Index = line.Int(Field.Index), Threads = line.Threads, State = Complete(line.State, line) };
        }

        CheckCall(line, Common);
        return new()
        {
            Index = line.Int(Field.Index),
            Call = Call(line, line.Int(Field.Process)),
            Result = Result(line),
            State = Complete(line.State, line),
        };
    }

    /// <summary>One call of a section.</summary>
    /// <param name="fields">The call's fields.</param>
    /// <param name="line">The section's.</param>
    /// <param name="after">End of the thread's call before, or -1.</param>
    /// <returns>The call.</returns>
    public ThreadCall ThreadCall(Fields fields, Fields line, long after)
    {
        if (!line.Has(Field.Process))
        {
            throw faults.At(fields.EndColumn, "The section does not say before its calls whose they are.",
                "\"p\" stands before \"threads\".");
        }

        CheckCall(fields, Field.Begin | Field.End | Field.Kind);
        var (begin, end) = (fields.Number(Field.Begin), fields.Number(Field.End));
        if (begin <= after || end <= begin)
        {
            throw faults.At(fields.Column(Field.Begin), "The call does not begin after the one before it and end after it began.",
                "They are ticks of one counter.");
        }

        return fields.Form!.Kind is CallKind.Fork or CallKind.Exit
            ? throw faults.At(fields.Column(Field.Kind), $"A section cannot {fields.Form.Name}.",
                "A section is of calls that leave the processes as they are.")
            : new(begin, end, Call(fields, line.Int(Field.Process)), Result(fields));
    }

    /// <summary>The calls of one thread.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="column">Where they end.</param>
    /// <returns>The same calls.</returns>
    public ImmutableArray<ThreadCall> Thread(ImmutableArray<ThreadCall> calls, int column) =>
        calls.Length is >= 1 and <= RecordedSequence.MaxThreadCalls
        ? calls
        : throw faults.At(column, $"The thread makes {calls.Length} calls.",
            $"A thread of a section makes 1 to {RecordedSequence.MaxThreadCalls}.");

    /// <summary>The threads of a section.</summary>
    /// <param name="threads">The threads.</param>
    /// <param name="column">Where they end.</param>
    /// <returns>The same threads.</returns>
    public ImmutableArray<ImmutableArray<ThreadCall>> Section(ImmutableArray<ImmutableArray<ThreadCall>> threads, int column) =>
        threads.Length is >= 2 and <= RecordedSequence.MaxThreads
            ? threads
            : throw faults.At(column, $"The section has {threads.Length} threads.", $"A section has 2 to {RecordedSequence.MaxThreads}.");

    /// <summary>One process's state.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="after">The process before it in the list, or -1.</param>
    /// <returns>The state.</returns>
    public ObservedSpace Space(Fields fields, int after)
    {
        Check(fields, Field.Process | Field.Permissions | Field.Entries, Field.SnapshotReturn);
        if (fields.Int(Field.Process) <= after)
        {
            throw faults.At(fields.Column(Field.Process), "The processes are not in order.",
                "\"state\" has each living process once, in order of \"p\".");
        }

        CheckLength(fields, Field.Permissions, fields.Permissions.Length, Pages);
        CheckLength(fields, Field.Entries, fields.Entries.Length, Pages);
        return new()
        {
            Process = fields.Int(Field.Process),
            SnapshotReturn = fields.Int(Field.SnapshotReturn),
            Permissions = fields.Permissions,
            Entries = fields.Entries,
        };
    }

    private RecordedCall Death(Fields line)
    {
        const Field Bare = Field.Index | Field.Died;
        Check(line, line.Form is { } form ? Bare | Field.Process | Field.Kind | Arguments(form, line) : Bare);
        return new() { Index = line.Int(Field.Index), Call = line.Form is null ? null : Call(line, line.Int(Field.Process)), Died = true };
    }

    private void CheckCall(Fields fields, Field common)
    {
        if (fields.Form is not { } form)
        {
            Check(fields, common | Field.Kind);
            throw faults.At(fields.Column(Field.Kind), "A section cannot stand here.", "A section has calls, not sections.");
        }

        var results = fields.Int(Field.Return) == 0 ? form.ResultSet : Field.None;
        Check(fields, common | Arguments(form, fields) | Field.Return | results, form.Reads ? Field.Torn : Field.None);
    }

    private static Field Arguments(CallForm form, Fields fields) =>
        form.Kind == CallKind.Map && !CallForm.IsOfFile((MappingKind)fields.Int(Field.Mapping))
            ? form.ArgumentSet & ~OfFile
            : form.ArgumentSet;

    private Call Call(Fields fields, int process)
    {
        var kind = fields.Form!.Kind;
        CheckRanges(fields, kind, process);
        return new()
        {
            Kind = kind,
            Process = process,
            Page = fields.Int(Field.Page),
            Count = kind is CallKind.CpuRead or CallKind.CpuWrite ? 1 : fields.Int(Field.Count),
            Protection = fields.Int(Field.Protection),
            Mapping = (MappingKind)fields.Int(Field.Mapping),
            File = fields.Int(Field.File),
            Offset = fields.Int(Field.Offset),
            To = fields.Int(Field.To),
            Value = fields.Has(Field.Value) ? (ulong)fields.Number(Field.Value) : 0,
            Device = fields.Int(Field.Device),
        };
    }

    private void CheckRanges(Fields fields, CallKind kind, int process)
    {
        var count = fields.Has(Field.Count) ? fields.Int(Field.Count) : 1;
        var to = fields.Int(Field.To);
        Fit(fields, Field.Count, count <= Pages && (count > 0 || kind == CallKind.Truncate), "of which a range takes at least one");
        Fit(fields, Field.Page, fields.Int(Field.Page) + count <= Pages, "and the range ends within them");
        Fit(fields, Field.Offset, fields.Int(Field.Offset) + count <= Pages, "as has a memory file");
        Fit(fields, Field.To, kind == CallKind.Fork ? to != process && to < RecordedSequence.MaxProcesses : to + count <= Pages,
            "and a fork makes another process");
        Fit(fields, Field.Device, fields.Int(Field.Device) < Devices, "and devices are numbered from 0");
        Fit(fields, Field.Value, (ulong)fields.Number(Field.Value) <= (ulong)(RecordedSequence.MaxValue + 1 - count),
            "and the model has room for values to 65535");
    }

    private CallResult Result(Fields fields)
    {
        var count = fields.Has(Field.Count) ? fields.Int(Field.Count) : 1;
        CheckLength(fields, Field.Values, fields.Values.Length, count);
        CheckLength(fields, Field.Permissions, fields.Permissions.Length, count);
        return new()
        {
            Return = fields.Int(Field.Return),
            Pages = fields.Has(Field.Pages) ? fields.Int(Field.Pages) : -1,
            Faults = fields.Has(Field.Faults) ? fields.Int(Field.Faults) : -1,
            Values = fields.Values,
            Permissions = fields.Permissions,
            Torn = fields.Has(Field.Torn),
        };
    }

    private ImmutableArray<ObservedSpace> Complete(ImmutableArray<ObservedSpace> state, Fields line) => !state.IsEmpty
        ? state
        : throw faults.At(line.Column(Field.State), "\"state\" is empty.", "At least one process lives after every record.");

    private void CheckLength(Fields fields, Field field, int length, int expected)
    {
        if (fields.Has(field) && length != expected)
        {
            throw faults.At(fields.Column(field), $"\"{FieldNames.Name(field)}\" has {length} elements instead of {expected}.",
                "It has one a page.");
        }
    }

    private void Fit(Fields fields, Field field, bool fits, string why)
    {
        if (fields.Has(field) && !fits)
        {
            throw faults.At(fields.Column(field), $"\"{FieldNames.Name(field)}\" is {(ulong)fields.Number(field)}, which does not fit.",
                $"The sequence has {Pages} pages and {Devices} devices, {why}.");
        }
    }
}
