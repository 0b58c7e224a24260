using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>What a progress check proved. Closed: no other case can be declared outside this file.</summary>
public abstract record ProgressVerdict
{
    private ProgressVerdict()
    {
    }

    /// <summary>The claim holds in the whole graph.</summary>
    public sealed record Holds : ProgressVerdict;

    /// <summary>A state is reachable from which no run whatever gets to the goal.</summary>
    /// <param name="Stem">A shortest run to such a state.</param>
    public sealed record Trapped(Run Stem) : ProgressVerdict;

    /// <summary>A run exists that never gets to the goal although every actor that must be treated fairly is.</summary>
    /// <param name="Stem">The run up to the loop.</param>
    /// <param name="Loop">
    /// The steps that repeat for ever, the last of which leads back to the end of the stem; empty when the stem ends in a state without
    /// successors. Every fair actor steps in the loop, or passes a state of it in which it cannot step.
    /// </param>
    public sealed record Starved(Run Stem, ImmutableArray<Firing> Loop) : ProgressVerdict
    {
        /// <summary>Both together, the loop once.</summary>
        public Run Run => new([.. Stem.Firings, .. Loop]) { Loop = Loop.Length };
    }

    /// <summary>The graph is not complete, so nothing is proved.</summary>
    /// <param name="Limit">What ended the exploration.</param>
    public sealed record Bounded(Limit Limit) : ProgressVerdict;
}
