using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm check</c> for people.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class CheckText(Terminal terminal)
{
    /// <summary>Prints the result of one scope.</summary>
    /// <param name="result">The result.</param>
    public void Write(CheckResult result)
    {
        var counts = result.Exploration.Statistics;
        var broken = result.Exploration.Findings.OfType<Verdict.Violated>().Count();
        var invariants = result.Protocol.Invariants.Length;
        terminal.Output.WriteLine($"{terminal.Remark("scope")} {result.Scope.Name}: {result.Scope.Scope}");
        var how = result.Exploration.Verdict switch
        {
            Verdict.Bounded bounded => terminal.Bad($"stopped by the limit on {Limited(bounded.Limit)}"),
            _ when result.Exploration.Findings.Length > 0 => "explored up to the shortest counterexample",
            _ => "explored completely",
        };
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {how}: {counts.States:N0} worlds, {counts.Transitions:N0} steps, depth {counts.Depth}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{counts.Elapsed.TotalSeconds:F1} s, {counts.Bytes >> 20:N0} MB"));
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  invariants {invariants - broken} of {invariants} hold   steps {result.Taken} of {result.Steps.Length} taken"));
        WriteWitnesses(result);
        WriteEndings(result);
        terminal.Output.WriteLine();
        foreach (var finding in result.Exploration.Findings)
        {
            new CounterexampleText(terminal).Write(result, finding);
        }
    }

    /// <summary>Prints what all scopes come to.</summary>
    /// <param name="results">The results.</param>
    /// <param name="exitCode">The exit code.</param>
    public void Conclude(IReadOnlyList<CheckResult> results, int exitCode)
    {
        var what = $"{results[0].Protocol.Name} with driver {results[0].Protocol.Driver.Name}";
        var scopes = string.Join(", ", results.Select(result => result.Scope.Name));
        terminal.Output.WriteLine(exitCode switch
        {
            ExitCode.Success => terminal.Good($"Holds for {what} in scope {scopes}; nothing is said beyond.")
                + "   Break it: hmm check --driver test-hmm",
            ExitCode.Violated => terminal.Bad($"Violated by {what} in scope {scopes}."),
            _ => terminal.Bad($"Inconclusive for {what} in scope {scopes}: nothing bad was found, and not everything was seen."),
        });
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
                terminal.Output.WriteLine($"  progress  {terminal.Bad($"stopped by the limit on {Limited(bounded.Limit)}")}");
                break;
            case ProgressVerdict.Starved starved:
                terminal.Output.WriteLine($"  progress  {terminal.Bad("violated")}   {Endings.Statement}");
                new CounterexampleText(terminal).WriteLoop(result, starved);
                break;
        }
    }

    private static string Limited(Limit limit) => limit switch
    {
        Limit.States => "worlds (--worlds)",
        Limit.Bytes => "memory (--megabytes)",
        Limit.Depth => "depth",
        Limit.Time => "time (--seconds)",
        Limit.Cancelled => "patience: it was interrupted",
    };
}
