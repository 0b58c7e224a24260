using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Exploring.Reductions;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm check</c> for people.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class CheckText(Terminal terminal)
{
    private const int UntakenShown = 20;

    /// <summary>The whole result as it is printed, without colours.</summary>
    /// <param name="outcome">The result.</param>
    /// <returns>The text.</returns>
    public static string Of(CheckOutcome outcome)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var text = new CheckText(new(output, TextWriter.Null, HasColours: false, ShowsProgress: false));
        foreach (var result in outcome.Results)
        {
            text.Write(result);
        }

        text.Conclude(outcome);
        return output.ToString();
    }

    /// <summary>Prints the result of one scope.</summary>
    /// <param name="result">The result.</param>
    public void Write(CheckResult result)
    {
        var counts = result.Exploration.Statistics;
        var broken = result.Exploration.Findings.OfType<Verdict.Violated>().Count();
        terminal.Output.WriteLine($"{terminal.Remark("scope")} {result.Scope.Name}: {result.Scope.Scope}");
        var how = result.Exploration.Verdict switch
        {
            Verdict.Bounded bounded => terminal.Bad(Limited(bounded.Limit)),
            _ when result.Exploration.Findings.Length > 0 =>
                result.Reduction == Reduction.None ? "explored up to the shortest counterexample" : "explored up to a counterexample",
            _ => "explored completely",
        };
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {how}: {Amount.Of(counts.States, "world")}, {Amount.Of(counts.Transitions, "step")}, depth {counts.Depth}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{counts.Elapsed.TotalSeconds:F1} s, {counts.Bytes >> 20:N0} MB"));
        var invariants = result.Protocol.Invariants.Length;
        terminal.Output.WriteLine((result.Exploration.Verdict is Verdict.Verified
            ? $"  invariants {Number(invariants)} of {Number(invariants)} hold"
            : $"  invariants {Number(broken)} of {Number(invariants)} broken")
            + string.Create(CultureInfo.InvariantCulture, $"   steps {result.Taken} of {result.Steps.Length} taken"));
        WriteOmissions(result);
        WriteWitnesses(result);
        WriteEndings(result);
        terminal.Output.WriteLine();
        foreach (var claim in ClaimResult.Of(result).Where(static claim => claim.Run is not null))
        {
            new CounterexampleText(terminal).Write(result, claim, claim.Run!);
        }
    }

    /// <summary>Prints what all scopes come to.</summary>
    /// <param name="outcome">The result.</param>
    public void Conclude(CheckOutcome outcome)
    {
        var settings = outcome.Settings;
        var scopes = string.Join(", ", outcome.Results.Select(static result => result.Scope.Name));
        var claims = settings.Only.IsEmpty ? string.Empty : $" Only {string.Join(", ", settings.Only)} was checked.";
        terminal.Output.WriteLine(outcome.Explored switch
        {
            ExitCode.Violated => terminal.Bad($"Violated by {settings.What} in scope {scopes}.") + claims,
            ExitCode.Success when outcome.Skipped.IsEmpty =>
                terminal.Good($"Holds for {settings.What} in scope {scopes}; nothing is said beyond.") + claims
                + (settings.Only.IsEmpty ? "   Break it: hmm check --driver test-hmm" : string.Empty),
            _ => terminal.Bad($"Inconclusive for {settings.What} in scope {scopes}: nothing bad was found, and not everything was seen."),
        });
        if (!outcome.Skipped.IsEmpty)
        {
            terminal.Output.WriteLine($"Not begun: {string.Join(", ", outcome.Skipped)}.");
        }

        WriteExpectation(outcome);
        WriteCoverage(outcome);
    }

    private void WriteExpectation(CheckOutcome outcome)
    {
        if (outcome.Settings.Expect is not { } expected)
        {
            return;
        }

        terminal.Output.WriteLine(outcome.Violated.Contains(expected) ? terminal.Good($"{expected} is violated, as expected.")
            : outcome.Violated.IsEmpty ? terminal.Bad($"{expected} was expected to be violated, and was not seen to be.")
            : terminal.Bad($"{expected} was expected to be violated; {string.Join(", ", outcome.Violated)} broke first.")
                + $"   Look for it alone: --only {expected}");
    }

    private void WriteCoverage(CheckOutcome outcome)
    {
        if (outcome.Settings.Cover == 0)
        {
            return;
        }

        var taken = $"{Number(outcome.Steps.Length - outcome.Untaken.Length)} of {Number(outcome.Steps.Length)}";
        var share = $"Of the steps, {Number(outcome.Covered)} per cent are taken ({taken}); "
            + $"--cover asks for {Number(outcome.Settings.Cover)}.";
        var isMet = outcome.Covered >= outcome.Settings.Cover;
        terminal.Output.WriteLine(isMet ? terminal.Good(share) : terminal.Bad(share));
        foreach (var step in isMet ? [] : outcome.Untaken.Take(UntakenShown))
        {
            terminal.Output.WriteLine($"  never taken   {outcome.StepName(step)}");
        }

        if (!isMet && outcome.Untaken.Length > UntakenShown)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  and {outcome.Untaken.Length - UntakenShown} others: --format json names them"));
        }
    }

    /// <summary>What was left out, or may have been.</summary>
    private void WriteOmissions(CheckResult result)
    {
        if (result.Reduction != Reduction.None)
        {
            var how = result.Reduction.ToString().ToLowerInvariant();
            terminal.Output.WriteLine($"  reduced by {how}; compare with the full exploration: --audit");
        }

        if (result.Exploration.Statistics is { FingerprintBits: > 0 and var bits, OmissionProbability: var odds })
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  fingerprints of {bits} bits: some world was missed with a probability of at most {odds:E1}"));
        }
    }

    private void WriteWitnesses(CheckResult result)
    {
        var witnesses = result.System.Witnesses;
        if (witnesses.IsEmpty || result.Exploration.Verdict is not Verdict.Verified)
        {
            return;
        }

        var deepest = witnesses.Select((_, i) => result.System.DepthOf(result.Exploration.Statistics, i)).Max();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  witnesses {witnesses.Length - result.Unseen.Length} of {witnesses.Length} seen, the deepest at step {deepest}"));
        foreach (var witness in result.Unseen)
        {
            terminal.Output.WriteLine($"  {terminal.Bad($"{witness.Id} never seen")}   {witness.Statement}");
        }
    }

    private void WriteEndings(CheckResult result)
    {
        switch (result.Endings)
        {
            case ProgressVerdict.Holds:
                terminal.Output.WriteLine("  progress  every operation ends in every fair run");
                break;
            case ProgressVerdict.Bounded bounded:
                terminal.Output.WriteLine($"  progress  {terminal.Bad(Limited(bounded.Limit))}");
                break;
            case ProgressVerdict.Starved:
                terminal.Output.WriteLine($"  progress  {terminal.Bad("violated")}: some operation never ends");
                break;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Limited(Limit limit) => limit switch
    {
        Limit.States => "stopped by the limit on worlds (--worlds)",
        Limit.Bytes => "stopped by the limit on memory (--megabytes)",
        Limit.Depth => "stopped by the limit on depth",
        Limit.Time => "stopped by the limit on time (--seconds)",
        Limit.Cancelled => "interrupted",
    };
}
