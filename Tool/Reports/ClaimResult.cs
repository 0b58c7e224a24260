using System.Collections.Immutable;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Tool.Reports;

/// <summary>What a check says of one claim in one scope.</summary>
/// <param name="Kind">invariant, witness, deadlock or progress.</param>
/// <param name="Name">The claim's name.</param>
/// <param name="Statement">The claim.</param>
/// <param name="Status">What is said of it.</param>
/// <param name="Run">Its counterexample, where it is one run.</param>
internal sealed record ClaimResult(string Kind, string Name, string Statement, ClaimStatus Status, Run? Run = null)
{
    /// <summary>What a check says of each claim that it was to check.</summary>
    /// <param name="result">The check.</param>
    /// <returns>The claims: invariants, deadlock, witnesses, progress.</returns>
    public static ImmutableArray<ClaimResult> Of(CheckResult result)
    {
        var open = result.Exploration.Verdict is Verdict.Verified ? ClaimStatus.Holds : ClaimStatus.Unknown;
        var found = result.Exploration.Findings.ToLookup(result.NameOf);
        var claims = ImmutableArray.CreateBuilder<ClaimResult>();
        void Add(string kind, string name, string statement, ClaimStatus? known = null)
        {
            var finding = found[name].FirstOrDefault();
            claims.Add(new(kind, name, statement, finding is null ? known ?? open : ClaimStatus.Violated,
                finding is null ? null : CheckResult.RunOf(finding)));
        }

        foreach (var invariant in result.Protocol.Invariants)
        {
            Add("invariant", invariant.Id, invariant.Statement);
        }

        if (result.Only.IsEmpty || result.Only.Contains(ClaimNames.Deadlock) || found.Contains(ClaimNames.Deadlock))
        {
            Add("deadlock", ClaimNames.Deadlock, ClaimNames.DeadlockStatement);
        }

        foreach (var witness in result.System.Witnesses)
        {
            Add("witness", witness.Id, witness.Statement, result.Unseen.Contains(witness) ? ClaimStatus.Violated : null);
        }

        if (result.Scope.Scope.Times > 0 && (result.Only.IsEmpty || result.Only.Contains(ClaimNames.Progress)))
        {
            claims.Add(new("progress", ClaimNames.Progress, Endings.Statement, Ends(result.Endings), result.Loop));
        }

        return claims.ToImmutable();
    }

    private static ClaimStatus Ends(ProgressVerdict? endings) => endings switch
    {
        ProgressVerdict.Holds => ClaimStatus.Holds,
        ProgressVerdict.Starved or ProgressVerdict.Trapped => ClaimStatus.Violated,
        _ => ClaimStatus.Unknown,
    };
}
