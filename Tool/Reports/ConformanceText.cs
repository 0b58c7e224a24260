using System.Globalization;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm conform</c> for people.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class ConformanceText(Terminal terminal)
{
    private static string Sequences(int count) => count == 1 ? "1 sequence" : Format($"{count:N0} sequences");

    private const int OtherDifferences = 8;

    /// <summary>Prints one trace's line, and its first difference in full.</summary>
    /// <param name="file">What came of the trace.</param>
    public void Write(FileConformance file)
    {
        if (file.Sequences == 0 && file.Problem is null)
        {
            return;
        }

        var sections = file.Sections == 0 ? string.Empty : Format($", {file.Explained:N0} of {file.Sections:N0} sections explained");
        var kernels = file.Kernels.Count == 0 ? string.Empty : $", kernel {string.Join(" and ", file.Kernels)}";
        var line = Format($"{file.Agreed,8:N0} of {file.Records,7:N0} records agree{sections}   {Sequences(file.Sequences)}{kernels}");
        var isWhole = file.Problem is null && file.Differences.Count == 0;
        terminal.Output.WriteLine($"{(isWhole ? terminal.Good("+") : terminal.Bad("!"))} {Path.GetFileName(file.File),-24}{line}");
        if (file.Differences.Count > 0)
        {
            WriteDifference(file.Differences[0].Sequence, file.Differences[0].Difference);
            if (file.Account is { } account)
            {
                new AccountText(terminal).Write(file.Differences[0].Sequence, account);
            }

            WriteOthers(file);
        }
    }

    /// <summary>Prints the last lines.</summary>
    /// <param name="report">What came of all traces.</param>
    public void Write(ConformanceReport report)
    {
        if (report.Coverage is { } coverage)
        {
            new CoverageText(terminal).Write(coverage);
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Format(
            $"{report.Agreed:N0} of {report.Records:N0} records of {Sequences(report.Sequences)} agree; ")
            + Format($"{report.Time.TotalSeconds:N1} s, {report.RecordsPerSecond:N0} records a second."));
        terminal.Output.WriteLine(report.ExitCode switch
        {
            ExitCode.Success => terminal.Good($"Conforms: what was recorded is a behaviour of {report.Protocol}."),
            ExitCode.Differs => terminal.Bad($"Does not conform: what was recorded is not a behaviour of {report.Protocol}."),
            _ when report.WasStopped => "Inconclusive: stopped before the end.",
            ExitCode.Usage => "Inconclusive: not every trace could be read to its end.",
            _ => Format($"Inconclusive: {report.Sections - report.Explained:N0} sections were not explained, and not refuted either."),
        });
        foreach (var problem in report.Files.Select(file => file.Problem).OfType<Problem>())
        {
            terminal.Error.WriteLine(problem);
        }
    }

    private void WriteDifference(RecordedSequence sequence, Difference difference)
    {
        var output = terminal.Output;
        output.WriteLine();
        output.WriteLine(terminal.Bad(Format($"record {difference.Index} of seed {difference.Seed} differs"))
            + Format($"   profile {sequence.Profile}, {sequence.Pages} pages"));
        output.WriteLine();
        foreach (var line in SequenceText.Lines(sequence, difference.Index))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine($"  field   {difference.Field}");
        output.WriteLine($"  kernel  {difference.Kernel}");
        output.WriteLine($"  model   {difference.Model}");
        output.WriteLine($"  rule    {difference.Rule}");
        output.WriteLine(Format($"  rerun   hmm conform {difference.File} --seed {difference.Seed}"));
        output.WriteLine();
    }

    private void WriteOthers(FileConformance file)
    {
        foreach (var (_, difference) in file.Differences.Skip(1).Take(OtherDifferences))
        {
            terminal.Output.WriteLine(Format($"  also record {difference.Index} of seed {difference.Seed}: ")
                + $"{difference.Field}, kernel {difference.Kernel}, model {difference.Model}");
        }

        if (file.Differences.Count - 1 - OtherDifferences is > 0 and var more)
        {
            terminal.Output.WriteLine(Format($"  and {more:N0} sequences more; --format json lists them"));
        }

        terminal.Output.WriteLine();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
