using Hmm.Model.Exploring;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Reports;

/// <summary>What GitHub Actions shows of a check: an annotation for each violated claim, and the counterexamples in the job's
/// summary.</summary>
internal static class GithubReport
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    /// <summary>Prints the annotations, and adds to the summary where there is one.</summary>
    /// <param name="outcome">The result.</param>
    /// <param name="terminal">Where to.</param>
    /// <exception cref="ProblemException">The summary cannot be written.</exception>
    public static void Write(CheckOutcome outcome, Terminal terminal)
    {
        foreach (var result in outcome.Results)
        {
            foreach (var claim in ClaimResult.Of(result).Where(static claim => claim.Status == ClaimStatus.Violated))
            {
                terminal.Output.WriteLine(Annotation(result, claim, terminal.WorkFolder));
            }
        }

        if (outcome.ExitCode == ExitCode.Inconclusive)
        {
            terminal.Output.WriteLine($"::warning title=inconclusive::{outcome.Settings.What} was not explored completely");
        }

        if (Environment.GetEnvironmentVariable(SummaryVariable) is { Length: > 0 } file)
        {
            Append(file, Summary(outcome));
        }
    }

    /// <summary>The summary.</summary>
    /// <param name="outcome">The result.</param>
    /// <returns>Markdown.</returns>
    public static string Summary(CheckOutcome outcome) =>
        $"### hmm check, {outcome.Settings.What}: exit {outcome.ExitCode}\n\n```\n{CheckText.Of(outcome).TrimEnd()}\n```\n";

    private static string Annotation(CheckResult result, ClaimResult claim, string? folder)
    {
        var text = claim.Statement;
        if (claim.Run is { } run)
        {
            var last = Explanation.Of(result.System, result.Protocol, run)[^1];
            text += $"\n{Amount.Of(run.Steps, "step")}, the last one is {last.Operation}: {last.Label}\nhmm replay {result.Token(run)}";
        }

        var source = claim.Run is { } found ? StepSource.Find(folder, result, found) : null;
        var place = source is null ? string.Empty : $"file={source.File},line={source.Line},";
        return $"::error {place}title={claim.Name} violated in scope {result.Scope.Name}::{Escape(text)}";
    }

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static void Append(string file, string text)
    {
        try
        {
            File.AppendAllText(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new("The job's summary cannot be written.", file, exception.Message,
                $"Unset {SummaryVariable}, or leave --github out."), exception);
        }
    }
}
