using System.Globalization;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>A recorded sequence as a table of calls, up to the one that matters.</summary>
internal static class SequenceText
{
    private const int ResultColumn = 52;

    /// <summary>The lines of a sequence from its beginning to a record.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="last">The last record to show.</param>
    /// <returns>Lines, the last of which belong to that record.</returns>
    public static IEnumerable<string> Lines(RecordedSequence sequence, int last)
    {
        yield return "  #  who  " + "call".PadRight(ResultColumn - 10) + "result";
        foreach (var record in sequence.Calls.Take(last + 1))
        {
            foreach (var line in Lines(record))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(RecordedCall record)
    {
        if (record.IsCall)
        {
            yield return Line(Number(record), $"p{record.Call.Process}", CallText.Describe(record.Call),
                CallText.Describe(record.Call, record.Result));
        }
        else if (record.Died)
        {
            yield return Line(Number(record), record.Call is { } call ? $"p{call.Process}" : "-", record.Call is { } fatal
                ? CallText.Describe(fatal) : "a section", "the process died");
        }
        else
        {
            // Calls at once, in the order in which they began; the ticks tell which overlapped.
            var number = Number(record);
            foreach (var (thread, call) in record.Threads.SelectMany((calls, thread) =>
                calls.Select(call => (thread, call))).OrderBy(one => one.call.Begin))
            {
                var ticks = string.Create(CultureInfo.InvariantCulture, $"  [{call.Begin}-{call.End}]");
                yield return Line(number, $"t{thread}", CallText.Describe(call.Call) + ticks, CallText.Describe(call.Call, call.Result));
                number = string.Empty;
            }
        }
    }

    private static string Number(RecordedCall record) => record.Index.ToString(CultureInfo.InvariantCulture);

    private static string Line(string number, string who, string call, string result) =>
        $"{number,3}  {who,-3}  {call.PadRight(ResultColumn - 10)}{result}".TrimEnd();
}
