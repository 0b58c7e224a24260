using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>What came of exploring one scope.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Scope">The scope.</param>
/// <param name="System">The system that was explored.</param>
/// <param name="Exploration">Verdict, findings and counts.</param>
internal sealed record CheckResult(Protocol Protocol, NamedScope Scope, WorldSystem System, Exploration Exploration)
{
    /// <summary>What the exploration left out.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>Whether every operation ends, for a scope that bounds their number.</summary>
    public ProgressVerdict? Endings { get; init; }

    /// <summary>The mistake that was made in the protocol, null for none.</summary>
    public string? Mutant { get; init; }

    /// <summary>The claims that were checked, all where it is empty.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>The claims that are violated, by the names that commands take.</summary>
    public ImmutableArray<string> Violated =>
    [
        .. Exploration.Findings.Select(NameOf),
        .. Endings is ProgressVerdict.Starved or ProgressVerdict.Trapped ? [ClaimNames.Progress] : ImmutableArray<string>.Empty,
        .. Unseen.Select(static witness => witness.Id),
    ];

    /// <summary>The witnesses of the scope that were never seen, although everything was.</summary>
    public ImmutableArray<Witness> Unseen => Exploration.Verdict is not Verdict.Verified ? []
        : [.. System.Witnesses.Where((_, i) => System.DepthOf(Exploration.Statistics, i) < 0)];

    /// <summary>The exit code that this result asks for.</summary>
    public int ExitCode => Exploration switch
    {
        { Findings.Length: > 0 } => Tool.ExitCode.Violated,
        _ when Endings is ProgressVerdict.Starved or ProgressVerdict.Trapped || !Unseen.IsEmpty => Tool.ExitCode.Violated,
        _ when Endings is ProgressVerdict.Bounded => Tool.ExitCode.Inconclusive,
        { Verdict: Verdict.Verified } => Tool.ExitCode.Success,
        _ => Tool.ExitCode.Inconclusive,
    };

    /// <summary>The positions of the steps that some operation of the scope could take.</summary>
    public ImmutableArray<int> Steps => [.. Enumerable.Range(1, Protocol.Plan.Length).Where(IsInScope)];

    /// <summary>Those that were taken.</summary>
    public int Taken => Steps.Count(position => Exploration.Statistics.Rules[position].Fired > 0);

    /// <summary>The token that replays a run of this scope.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The token.</returns>
    public ReplayToken Token(Run run) => ReplayToken.Of(
        Protocols.NameInToken(Protocol.Name, Mutant), Drivers.NameOf(Protocol.Driver), Scope.Name, Protocol.Plan, run);

    /// <summary>The run that goes round for ever, where some operation does not end; else null.</summary>
    public Run? Loop => (Endings as ProgressVerdict.Starved)?.Run;

    /// <summary>The run of a finding.</summary>
    /// <param name="finding">A violation or a deadlock.</param>
    /// <returns>The run.</returns>
    public static Run RunOf(Verdict finding) => finding is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)finding).Run;

    /// <summary>The name of the claim that a finding violates.</summary>
    /// <param name="finding">A violation or a deadlock.</param>
    /// <returns>The name.</returns>
    public string NameOf(Verdict finding) =>
        finding is Verdict.Violated violated ? Protocol.Invariants[violated.Invariant].Id : ClaimNames.Deadlock;

    private bool IsInScope(int position) =>
        !Protocol.Plan.Step(position).IsLocal
        && Scope.Scope.Actors.Any(menu => menu.Any(invocation => invocation.Operation == Protocol.Plan.OperationAt(position).Name));
}
