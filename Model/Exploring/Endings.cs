using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Whether every operation comes to its end where each actor begins only so many.</summary>
/// <remarks>Two operations that make each other start over for ever are a livelock: nothing is ever broken, no world is stuck,
/// and nobody gets on. In a scope without a bound on operations it hides behind others that end; with a bound, every run in which
/// all actors are treated fairly must come to rest. Fair is meant strongly, because the kernel's locks have queues: whoever waits
/// for one gets it.</remarks>
public static class Endings
{
    /// <summary>What the claim says.</summary>
    public const string Statement = "Every operation ends: where each actor begins a bounded number, every fair run comes to rest.";

    /// <summary>Checks a scope that bounds the operations of its actors.</summary>
    /// <param name="system">The system.</param>
    /// <param name="scope">Its scope.</param>
    /// <param name="options">Threads and limits.</param>
    /// <param name="cancellation">Ends the exploration, which then is inconclusive.</param>
    /// <returns>Holds, or a run that goes round for ever although every actor that could step does: a stem and a loop.</returns>
    /// <exception cref="ArgumentException">The scope does not bound operations.</exception>
    public static ProgressVerdict Check(
        WorldSystem system, Scope scope, ExplorerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.Times == 0)
        {
            throw new ArgumentException("Operations end in every fair run only where their number is bounded: set Scope.Times.",
                nameof(scope));
        }

        using var graph = StateGraph.Of(system, options, cancellation);
        return ProgressCheck.LeadsTo(graph, static _ => true, system.IsFinal, (1UL << scope.Actors.Length) - 1, Fairness.Strong);
    }

    /// <summary>Whether a run shows that some operation never ends: its loop leads back to where it began, operations are in flight
    /// all along, and every actor that could step somewhere in it does.</summary>
    /// <param name="system">The system.</param>
    /// <param name="run">The run.</param>
    /// <returns>False for a run without a loop.</returns>
    public static bool Starves(WorldSystem system, Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (could, did) = (0UL, 0UL);
        var next = new SuccessorBuffer(system.StateBytes);
        var begin = run.Firings[^(run.Loop + 1)];
        var loop = run.Firings.AsSpan()[^run.Loop..];
        foreach (var firing in loop)
        {
            next.Clear();
            system.Expand(firing.State.AsSpan(), next);
            for (var i = 0; i < next.Count; i++)
            {
                could |= 1UL << next.Actor(i);
            }

            did |= 1UL << firing.Actor;
            if (system.IsFinal(firing.State.AsSpan()))
            {
                return false;
            }
        }

        return run.Loop > 0 && (could & ~did) == 0 && begin.State.AsSpan().SequenceEqual(run.Last.State.AsSpan());
    }
}
