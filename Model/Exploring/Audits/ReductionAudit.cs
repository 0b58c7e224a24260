using System.Collections.Immutable;
using Hmm.Model.Exploring.Graphs;

namespace Hmm.Model.Exploring.Audits;

/// <summary>A system and its reduction, both explored to the end in a small scope and compared.</summary>
/// <param name="States">States of the system itself.</param>
/// <param name="Kept">How many of them the reduction should store: those in which nobody is inside what it takes at once, one of each
/// orbit where it is symmetric.</param>
/// <param name="Reduced">How many it does store.</param>
/// <param name="Broken">The claims that break in the system itself; 64 stands for a deadlock.</param>
/// <param name="BrokenReduced">The claims that break in the reduction.</param>
/// <param name="Asymmetry">What differs between a state and its representative; null when nothing does.</param>
public sealed record ReductionAudit(
    long States, long Kept, long Reduced, ImmutableArray<int> Broken, ImmutableArray<int> BrokenReduced, string? Asymmetry)
{
    internal const int Deadlock = 64;

    /// <summary>Why the reduction must not be used; empty when the audit has nothing against it.</summary>
    public ImmutableArray<string> Objections => [.. Found()];

    /// <summary>Explores both and compares them.</summary>
    /// <typeparam name="TFull">The type of the system.</typeparam>
    /// <typeparam name="TReduced">The type of the reduced system.</typeparam>
    /// <param name="full">The system. Where it is symmetric its states are not merged: each is compared with its representative.</param>
    /// <param name="reduced">The reduced system, symmetric where the system is.</param>
    /// <param name="isKept">Whether a state of the system is one of those that the reduction should store, symmetry aside.</param>
    /// <param name="cancellation">Ends the audit with an exception.</param>
    /// <returns>What was compared.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ReductionAudit Of<TFull, TReduced>(
        TFull full, TReduced reduced, StatePredicate isKept, CancellationToken cancellation = default)
        where TFull : struct, ITransitionSystem<TFull>
        where TReduced : struct, ITransitionSystem<TReduced>
    {
        var options = new ExplorerOptions { ContinueAfterViolation = true };
        var tally = new AuditTally();
        var whole = Explorer.Explore(new AuditedSystem<TFull>(full, isKept, tally), options, cancellation);
        var part = Explorer.Explore(reduced, options, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new ReductionAudit(
            whole.Statistics.States, tally.Kept, part.Statistics.States, tally.Kinds, Kinds(part), tally.Asymmetry);
    }

    private static ImmutableArray<int> Kinds(Exploration exploration) =>
        [.. exploration.Findings.Select(static finding => finding is Verdict.Violated violated ? violated.Invariant : Deadlock).Order()];

    private IEnumerable<string> Found()
    {
        if (Asymmetry is not null)
        {
            yield return Asymmetry;
        }

        if (Kept != Reduced)
        {
            yield return $"The reduction stores {Reduced} states, and should store {Kept} of {States}.";
        }

        foreach (var kind in Broken.Except(BrokenReduced))
        {
            yield return $"{InWords(kind)} in the system itself, and the reduction hides that.";
        }

        foreach (var kind in BrokenReduced.Except(Broken))
        {
            yield return $"{InWords(kind)} under the reduction, and not in the system itself.";
        }
    }

    private static string InWords(int kind) => kind == Deadlock ? "There is a deadlock" : $"Claim {kind} breaks";
}
