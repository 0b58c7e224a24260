using System.Globalization;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>A recorded sequence as a table of calls, up to the one that matters.</summary>
internal static class SequenceText
{
    /// <summary>The lines of a sequence from its beginning to a record.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="last">The last record to show.</param>
    /// <returns>Lines, the last of which belong to that record.</returns>
    public static IEnumerable<string> Lines(RecordedSequence sequence, int last)
    {
        var calls = sequence.Calls.Take(last + 1).SelectMany(Rows);
        var rows = calls.Prepend((Number: "#", Who: "who", Call: "call", Result: "result")).ToList();
        var width = rows.Max(row => row.Call.Length);
        return rows.Select(row => $"{row.Number,3}  {row.Who,-3}  {row.Call.PadRight(width)}  {row.Result}".TrimEnd());
    }

    private static IEnumerable<(string Number, string Who, string Call, string Result)> Rows(RecordedCall record)
    {
        var number = record.Index.ToString(CultureInfo.InvariantCulture);
        if (record.IsCall)
        {
            return [(number, $"p{record.Call.Process}", CallText.Describe(record.Call), CallText.Describe(record.Call, record.Result))];
        }

        if (record.Died)
        {
            return [record.Call is { } call
                ? (number, $"p{call.Process}", CallText.Describe(call), "the process died")
                : (number, "-", "a section", "the process died")];
        }

        // Calls at once, in the order in which they began; the ticks tell which overlapped.
        return record.Threads
            .SelectMany((calls, thread) => calls.Select(call => (Thread: thread, Call: call)))
            .OrderBy(one => one.Call.Begin)
            .Select((one, i) =>
                (i == 0 ? number : string.Empty, $"t{one.Thread}", Timed(one.Call), CallText.Describe(one.Call.Call, one.Call.Result)));
    }

    private static string Timed(ThreadCall call) =>
        string.Create(CultureInfo.InvariantCulture, $"{CallText.Describe(call.Call)}  [{call.Begin}-{call.End}]");
}
