using System.Collections.Immutable;

namespace Hmm.Model.Exploring;

/// <summary>A run of a system: an initial state, then one firing after another, each enabled in the state before it.</summary>
/// <param name="Firings">At least the initial state; of a symmetric system the states are real ones, not representatives.</param>
public sealed record Run(ImmutableArray<Firing> Firings)
{
    /// <summary>How many of the last steps repeat for ever, because they lead back to where they began; 0 for a run that ends.</summary>
    public int Loop { get; init; }

    /// <summary>How many steps the run has.</summary>
    public int Steps => Firings.Length - 1;

    /// <summary>How many steps are fired by another actor than the step before.</summary>
    public int Switches
    {
        get
        {
            var count = 0;
            for (var i = 2; i < Firings.Length; i++)
            {
                count += Firings[i].Actor == Firings[i - 1].Actor ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>The state in which the run ends.</summary>
    public Firing Last => Firings[^1];
}
