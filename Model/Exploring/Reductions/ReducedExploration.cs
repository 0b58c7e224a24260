using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>Explores a protocol within a scope, reduced or not, and shows what it finds in single steps.</summary>
public static class ReducedExploration
{
    /// <summary>Explores.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="reduction">What to leave out.</param>
    /// <param name="options">Threads, limits and who is told.</param>
    /// <param name="cancellation">Ends the exploration, which then reports what it has.</param>
    /// <returns>Verdict, runs and counts; the runs are those of the system without reduction.</returns>
    public static Exploration Of(
        Protocol protocol, Scope scope, Reduction reduction, ExplorerOptions options, CancellationToken cancellation = default)
    {
        var exploration = Explorer.Explore(new WorldSystem(protocol, scope, reduction), options, cancellation);
        if (reduction == Reduction.None || exploration.Findings.IsEmpty)
        {
            return exploration;
        }

        var full = new WorldSystem(protocol, scope);
        ImmutableArray<Verdict> findings = [.. exploration.Findings.Select(found => Unfold(full, found))];
        return exploration with { Verdict = findings[0], Findings = findings };
    }

    private static Verdict Unfold(WorldSystem full, Verdict found) => found switch
    {
        Verdict.Violated violated when Unfolding.Of(full, violated.Run) is var run => violated with { Run = run, Depth = run.Steps },
        Verdict.Deadlocked stuck when Unfolding.Of(full, stuck.Run) is var run => stuck with { Run = run, Depth = run.Steps },
        _ => found,
    };
}
