using System.Collections.Immutable;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Checking;

/// <summary>What one <c>hmm check</c> came to.</summary>
/// <param name="Settings">What it was to do.</param>
/// <param name="Results">What came of each scope that was begun.</param>
internal sealed record CheckOutcome(CheckSettings Settings, ImmutableArray<CheckResult> Results)
{
    /// <summary>The scopes that were not begun.</summary>
    public ImmutableArray<string> Skipped => [.. Settings.Scopes.Skip(Results.Length).Select(static scope => scope.Name)];

    /// <summary>The claims that some scope violates, each once.</summary>
    public ImmutableArray<string> Violated => [.. Results.SelectMany(static result => result.Violated).Distinct()];

    /// <summary>The exit code.</summary>
    public int ExitCode
    {
        get
        {
            var code = Skipped.IsEmpty ? Explored : Worst(Explored, Tool.ExitCode.Inconclusive);
            if (Settings.Expect is { } expected)
            {
                return Violated.Contains(expected) ? Tool.ExitCode.Success
                    : code == Tool.ExitCode.Inconclusive ? code
                    : Tool.ExitCode.Violated;
            }

            return code == Tool.ExitCode.Success && Covered < Settings.Cover ? Tool.ExitCode.Violated : code;
        }
    }

    /// <summary>The exit code but for expectations.</summary>
    public int Explored => Results.Select(static result => result.ExitCode).Aggregate(Tool.ExitCode.Success, Worst);

    /// <summary>The positions of the steps that could be taken in some scope.</summary>
    public ImmutableArray<int> Steps => [.. Results.SelectMany(static result => result.Steps).Distinct().Order()];

    /// <summary>Those that no scope took.</summary>
    public ImmutableArray<int> Untaken =>
        [.. Steps.Where(step => Results.All(result => result.Exploration.Statistics.Rules[step].Fired == 0))];

    /// <summary>The share of steps that were taken, in whole per cent, rounded down.</summary>
    public int Covered => Steps.IsEmpty ? 100 : 100 * (Steps.Length - Untaken.Length) / Steps.Length;

    /// <summary>The token of the first counterexample; null where there is none, or none that a token can name.</summary>
    public string? Token => Results.SelectMany(static result => ClaimResult.Of(result).Where(static claim => claim.Run is not null)
        .Select(claim => result.Token(claim.Run!).ToString())).FirstOrDefault();

    /// <summary>The name of a step.</summary>
    /// <param name="position">Its position.</param>
    /// <returns>Its operation and its label.</returns>
    public string StepName(int position) =>
        $"{Settings.Protocol.Plan.OperationAt(position).Name} / {Settings.Protocol.Plan.Step(position).Label}";

    /// <summary>A violation outweighs a limit, and a limit outweighs success.</summary>
    private static int Worst(int left, int right) =>
        left == Tool.ExitCode.Violated || right == Tool.ExitCode.Violated ? Tool.ExitCode.Violated : Math.Max(left, right);
}
