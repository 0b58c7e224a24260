using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>Which claims are the first to notice a mistake.</summary>
/// <param name="Mutant">The mistake.</param>
/// <param name="Claims">The claims that break in the fewest steps; none where it survives.</param>
/// <param name="Depth">In how many steps.</param>
internal sealed record Killing(Mutant Mutant, ImmutableArray<string> Claims, int Depth)
{
    /// <summary>Tries out every mistake of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="stop">Leaves out what is not tried yet.</param>
    /// <returns>What notices them.</returns>
    public static ImmutableArray<Killing> All(Protocol protocol, CancellationToken stop) =>
        [.. protocol.Mutants.TakeWhile(_ => !stop.IsCancellationRequested).Select(mutant => Of(protocol, mutant, stop))];

    /// <summary>Tries out a mistake.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="mutant">The mistake.</param>
    /// <param name="stop">Ends the trial.</param>
    /// <returns>What notices it.</returns>
    public static Killing Of(Protocol protocol, Mutant mutant, CancellationToken stop)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var options = new ExplorerOptions { Threads = Environment.ProcessorCount, Clock = () => clock.Elapsed };
        var trial = Trial.Of(protocol, mutant, options, stop);
        if (trial.Survives)
        {
            return new(mutant, [], 0);
        }

        var first = trial.Exploration.Findings.Select(finding =>
            finding is Verdict.Violated violated ? trial.Protocol.Invariants[violated.Invariant].Id : ClaimNames.Deadlock);
        return new(mutant, trial.Exploration.Findings.IsEmpty ? [.. trial.Killers] : [.. first], trial.First?.Depth ?? 0);
    }

    /// <summary>The steps that a mistake changes.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="mutant">The mistake.</param>
    /// <returns>Each operation with the labels of its changed steps, told once where operations splice in the same.</returns>
    public static IEnumerable<(string Operations, IReadOnlyList<string> Labels)> Changed(Protocol protocol, Mutant mutant) =>
        protocol.Operations
            .Select(operation => (operation.Name, Labels: operation.Steps.Where(step => !ReferenceEquals(mutant.Change(step), step))
                .Select(static step => step.Label).ToList()))
            .Where(static changed => changed.Labels.Count > 0)
            .Select(static changed => (changed.Name, (IReadOnlyList<string>)changed.Labels));
}
