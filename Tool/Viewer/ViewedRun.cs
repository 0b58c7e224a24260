using System.Collections.Immutable;
using Hmm.Model.Exploring;

namespace Hmm.Tool.Viewer;

/// <summary>A run with everything that a reader may ask of it. Its JSON form is what <c>hmm view --format json</c> prints and what a
/// viewer page carries inside.</summary>
internal sealed record ViewedRun
{
    /// <summary>What this document is.</summary>
    public string Schema { get; } = "hmm-run";

    /// <summary>Which version of it: a number more whenever a reader of the one before would go wrong.</summary>
    public int Version { get; } = 1;

    /// <summary>The token that replays the run.</summary>
    public required string Token { get; init; }

    /// <summary>The protocol's name.</summary>
    public required string Protocol { get; init; }

    /// <summary>The mistake that was made on purpose; empty for none.</summary>
    public required string Mutant { get; init; }

    /// <summary>The driver's name.</summary>
    public required string Driver { get; init; }

    /// <summary>The scope's name.</summary>
    public required string Scope { get; init; }

    /// <summary>How much the scope holds, in words.</summary>
    public required string Extent { get; init; }

    /// <summary>How often another actor goes on than the one before.</summary>
    public required int Switches { get; init; }

    /// <summary>How many of the last steps repeat for ever; 0 for a run that ends.</summary>
    public required int Loop { get; init; }

    /// <summary>The last step after which all operations can still end without breaking what the run breaks; null where that is not known.
    /// </summary>
    public required int? NoReturn { get; init; }

    /// <summary>What is broken at the end.</summary>
    public required ImmutableArray<ViewedClaim> Broken { get; init; }

    /// <summary>Who waits for whom; empty unless nobody can go on.</summary>
    public required ImmutableArray<ViewedWait> Waits { get; init; }

    /// <summary>The actors' names, by number.</summary>
    public required ImmutableArray<string> Actors { get; init; }

    /// <summary>Everything that holds a value: entries, frames, locks, notifiers.</summary>
    public required ImmutableArray<ViewedCell> Cells { get; init; }

    /// <summary>The steps.</summary>
    public required ImmutableArray<ViewedStep> Steps { get; init; }

    /// <summary>Which steps go as they do because of which others, between actors.</summary>
    public required ImmutableArray<Influence> Influences { get; init; }

    /// <summary>What could have run instead of some step, or had to wait.</summary>
    public required ImmutableArray<ViewedAlternative> Alternatives { get; init; }

    /// <summary>What lives, and in which state after each step.</summary>
    public required ImmutableArray<ViewedLife> Lives { get; init; }

    /// <summary>The lifecycles that <see cref="Lives"/> names, drawn.</summary>
    public required ImmutableArray<DrawnLifecycle> Lifecycles { get; init; }
}
