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
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("What the records that agree vouch for. Each number counts records; a record counts once.");
        foreach (var life in coverage.Lives)
        {
            WriteAll($"lifecycle {life.Name}, transitions", life.Transitions);
        }

        WriteAll("where the kernel is free, arms", coverage.Choices);
        WriteWays(coverage.Ways);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(coverage.Broken.IsEmpty
            ? "Every invariant holds after every record."
            : "Invariants that do not hold after so many records, and the first of them:");
        WriteRows(coverage.Broken);
    }

    private void WriteAll(string what, IReadOnlyList<Counted> counted)
    {
        WriteHeader(what, counted);
        WriteRows(counted.Where(row => row.Records > 0));
        WriteMissing("no record vouches for:", [.. counted.Where(row => row.Records == 0)]);
    }

    /// <summary>Of the steps' ways, which are many, only those that no record vouches for, and of those only where they branch off from
    /// what
    /// records reach: what lies behind them is not reached for that very reason.</summary>
    private void WriteWays(IReadOnlyList<Counted> ways)
    {
        WriteHeader("steps, ways that they may go", ways);
        WriteMissing("no record vouches for these, though so many came to the step:",
            [.. ways.Where(way => way.Records == 0 && way.Reached > 0)], row => row.Reached!.Value);
        var behind = ways.Count(way => way.Reached == 0);
        if (behind > 0)
        {
            terminal.Output.WriteLine(Format($"  nor for {behind:N0} ways of steps that no record comes to"));
        }

        terminal.Output.WriteLine("  --format json counts every way");
    }

    private void WriteHeader(string what, IReadOnlyList<Counted> counted)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Format($"{what}: {counted.Count(row => row.Records > 0):N0} of {counted.Count:N0} occurred"));
    }

    private void WriteMissing(string what, IReadOnlyList<Counted> missing, Func<Counted, long>? number = null)
    {
        if (missing.Count > 0)
        {
            terminal.Output.WriteLine($"  {what}");
            WriteRows(missing, number);
        }
    }

    private void WriteRows(IEnumerable<Counted> rows, Func<Counted, long>? number = null)
    {
        foreach (var row in rows)
        {
            terminal.Output.WriteLine(Format($"{number?.Invoke(row) ?? row.Records,12:N0}  {row.Name}"));
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
