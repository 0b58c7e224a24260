using System.Collections.Immutable;
using System.Diagnostics;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>Turns a run of a reduced exploration into the run of single steps that it stands for.</summary>
public static class Unfolding
{
    /// <summary>Unfolds a run.</summary>
    /// <param name="full">The system without reduction.</param>
    /// <param name="run">A run of the reduced system, of the same protocol and scope.</param>
    /// <returns>The same run, step by step.</returns>
    public static Run Of(WorldSystem full, Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var firings = ImmutableArray.CreateBuilder<Firing>();
        firings.Add(run.Firings[0]);
        foreach (var firing in run.Firings.Skip(1))
        {
            firings.AddRange(Steps(full, firings[^1], firing));
        }

        return new(firings.ToImmutable());
    }

    /// <summary>The actor's own steps from one world to another, the first of which is known: at most one way leads there.</summary>
    private static List<Firing> Steps(WorldSystem full, Firing from, Firing to)
    {
        foreach (var first in Successors(full, from, to.Actor).Where(step => step.Rule == to.Rule))
        {
            var steps = new List<Firing> { first };
            while (!steps[^1].State.AsSpan().SequenceEqual(to.State.AsSpan())
                && Successors(full, steps[^1], to.Actor) is [var only] && steps.Count < byte.MaxValue)
            {
                steps.Add(only);
            }

            if (steps[^1].State.AsSpan().SequenceEqual(to.State.AsSpan()))
            {
                return steps;
            }
        }

        throw new UnreachableException("A joined step is a chain of single steps of one actor.");
    }

    private static List<Firing> Successors(WorldSystem full, Firing from, int actor)
    {
        var buffer = new SuccessorBuffer(full.StateBytes);
        full.Expand(from.State.AsSpan(), buffer);
        return [.. Enumerable.Range(0, buffer.Count).Where(i => buffer.Actor(i) == actor)
            .Select(i => new Firing(buffer.Rule(i), actor, i, [.. buffer.State(i)]))];
    }
}
