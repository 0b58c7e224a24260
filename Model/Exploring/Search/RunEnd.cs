using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Search;

/// <summary>The end of a run that is being built.</summary>
/// <param name="Before">The run without its last step, null when there is none.</param>
/// <param name="Firing">The last step.</param>
/// <param name="Switches">How often the actor changes.</param>
internal sealed record RunEnd(RunEnd? Before, Firing Firing, int Switches)
{
    /// <summary>Lengthens a run by one of the successors of its last state, or starts one.</summary>
    public static RunEnd After(RunEnd? before, SuccessorBuffer next, int choice)
    {
        ImmutableArray<byte> state = [.. next.State(choice)];
        if (before is null)
        {
            return new RunEnd(null, new Firing(-1, -1, choice, state), 0);
        }

        var actor = next.Actor(choice);
        var isSwitch = before.Before is not null && before.Firing.Actor != actor;
        return new RunEnd(before, new Firing(next.Rule(choice), actor, choice, state), before.Switches + (isSwitch ? 1 : 0));
    }

    public Run ToRun()
    {
        var firings = ImmutableArray.CreateBuilder<Firing>();
        for (var end = this; end is not null; end = end.Before)
        {
            firings.Add(end.Firing);
        }

        firings.Reverse();
        return new Run(firings.ToImmutable());
    }
}
