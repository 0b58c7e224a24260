using System.Collections.Immutable;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>What came of exploring one scope.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Scope">The scope.</param>
/// <param name="System">The system that was explored.</param>
/// <param name="Exploration">Verdict, findings and counts.</param>
internal sealed record CheckResult(Protocol Protocol, NamedScope Scope, WorldSystem System, Exploration Exploration)
{
    /// <summary>The exit code that this result asks for.</summary>
    public int ExitCode => Exploration switch
    {
        { Findings.Length: > 0 } => Tool.ExitCode.Violated,
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
    public ReplayToken Token(Run run) => ReplayToken.Of(Protocol.Name, Drivers.NameOf(Protocol.Driver), Scope.Name, Protocol.Plan, run);

    private bool IsInScope(int position) =>
        !Protocol.Plan.Step(position).IsLocal
        && Scope.Scope.Actors.Any(menu => menu.Any(invocation => invocation.Operation == Protocol.Plan.OperationAt(position).Name));
}
