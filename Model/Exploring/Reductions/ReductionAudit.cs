using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>Whether a reduction may be used: it is compared with the full exploration where that is possible.</summary>
public static class ReductionAudit
{
    /// <summary>Explores a scope in full and looks in every world whether the steps that are joined commute with the others' and whether
    /// renumbering frames changes nothing; then explores it reduced and compares what is broken and what is seen.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope, one that can be explored in full.</param>
    /// <param name="reduction">The reduction.</param>
    /// <param name="options">Threads and limits.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <returns>What speaks against the reduction; empty when nothing does.</returns>
    public static ImmutableArray<Objection> Of(
        Protocol protocol, Scope scope, Reduction reduction, ExplorerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(options);
        var full = new WorldSystem(protocol, scope);
        var reduced = new WorldSystem(protocol, scope, reduction);
        var joins = reduction.HasFlag(Reduction.Join) ? new Joins(new Runner(protocol.Watched)) : null;
        var system = new CommutationSystem(full, reduced, protocol.Watched, joins);
        var commutation = Explorer.Explore(system, options with { DeadlockAllowed = true }, cancellation);
        if (commutation.Verdict is Verdict.Bounded bounded)
        {
            return [new($"The audit is not complete: {bounded.Limit}.")];
        }

        var objections = commutation.Findings.OfType<Verdict.Violated>().Select(found => new Objection(found.Invariant == 0
            ? Moving(protocol, system.ObjectionIn(found.Run.Last.State.AsSpan())!.Value)
            : Renaming(protocol, system.DifferingIn(found.Run.Last.State.AsSpan())!.Value), found.Run)).ToImmutableArray();
        return objections.IsEmpty
            ? Compare(protocol, full, reduced, options with { ContinueAfterViolation = true }, cancellation)
            : objections;
    }

    private static string Moving(Protocol protocol, (int Step, int Other) pair) =>
        $"'{Name(protocol, pair.Step)}' does not commute with '{Name(protocol, pair.Other)}'.";

    private static string Renaming(Protocol protocol, int position) =>
        $"Renumbering frames changes what '{Name(protocol, position)}' does.";

    private static string Name(Protocol protocol, int position) =>
        $"{protocol.Plan.OperationAt(position).Name}: {protocol.Plan.Step(position).Label}";

    private static ImmutableArray<Objection> Compare(
        Protocol protocol, WorldSystem full, WorldSystem reduced, ExplorerOptions options, CancellationToken cancellation)
    {
        var (whole, part) = (Explorer.Explore(full, options, cancellation), Explorer.Explore(reduced, options, cancellation));
        var (broken, found) = (Broken(protocol, whole), Broken(protocol, part));
        var seen = Enumerable.Range(0, full.Witnesses.Length)
            .Where(i => full.DepthOf(whole.Statistics, i) >= 0 && reduced.DepthOf(part.Statistics, i) < 0)
            .Select(i => new Objection($"Witness {full.Witnesses[i].Id} is not seen any more."));
        return
        [
            .. broken.Except(found).Select(static claim => new Objection($"{claim} is broken, and the reduced exploration misses it.")),
            .. found.Except(broken).Select(static claim => new Objection($"{claim} is broken in the reduced exploration alone.")),
            .. seen,
        ];
    }

    private static ImmutableArray<string> Broken(Protocol protocol, Exploration exploration) =>
    [
        .. exploration.Findings.Select(found =>
            found is Verdict.Violated violated ? protocol.Invariants[violated.Invariant].Id : "freedom from deadlock"),
    ];
}
