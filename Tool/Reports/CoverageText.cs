using System.Collections.Immutable;
using System.Globalization;

namespace Hmm.Tool.Reports;

/// <summary>Prints what recorded traces vouch for.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class CoverageText(Terminal terminal)
{
    /// <summary>Prints it.</summary>
    /// <param name="coverage">What was counted.</param>
    public void Write(Coverage coverage)
    {
        Write("transitions of lifecycles", coverage.Transitions, showsCounts: true);
        Write("choices of the kernel", coverage.Choices, showsCounts: true);
        Write("other ways of steps", coverage.Ways, showsCounts: false);
        if (coverage.Broken.IsEmpty)
        {
            terminal.Output.WriteLine("Every invariant holds after every record.");
            return;
        }

        terminal.Output.WriteLine("Invariants that do not hold after so many records, and the first of them:");
        WriteRows(coverage.Broken);
    }

    private void Write(string what, ImmutableArray<Counted> counted, bool showsCounts)
    {
        var missing = counted.Where(row => row.Records == 0).ToList();
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counted.Length - missing.Count:N0} of {counted.Length:N0} {what} occurred, each in so many records:"));
        WriteRows(counted.Where(row => showsCounts && row.Records > 0));
        if (missing.Count > 0)
        {
            terminal.Output.WriteLine("  no record vouches for:");
            WriteRows(missing);
        }
    }

    private void WriteRows(IEnumerable<Counted> rows)
    {
        foreach (var (name, records) in rows)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records,12:N0}  {name}"));
        }
    }
}
