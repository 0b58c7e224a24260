namespace Hmm.Model.Exploring;

/// <summary>Makes a run that breaks something short, and its actors change seldom: what a person can read.</summary>
/// <remarks>The steps of one actor in a row are a stretch. Stretches are left out, cut at their end, or exchanged with the one behind, as
/// long as the run breaks the same as before: it gets shorter, or changes actors less often, or neither is possible any more.</remarks>
public sealed class Minimizer
{
    private const int RoundsMax = 40;
    private readonly WorldSystem system;
    private readonly Func<Run, bool> breaks;
    private readonly SuccessorBuffer buffer;

    /// <summary>A minimizer.</summary>
    /// <param name="system">The system that ran.</param>
    /// <param name="breaks">Whether a run breaks what is to be broken.</param>
    public Minimizer(WorldSystem system, Func<Run, bool> breaks)
    {
        this.system = system;
        this.breaks = breaks;
        buffer = new(system.StateBytes);
    }

    /// <summary>Minimises a run.</summary>
    /// <param name="run">A run that breaks what is to be broken.</param>
    /// <returns>One that does, too, with at most as many steps and changes of actor.</returns>
    public Run Minimize(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        for (var round = 0; round < RoundsMax && Better(run) is { } better; round++)
        {
            run = better;
        }

        return run;
    }

    private Run? Better(Run run)
    {
        var stretches = Stretches(run);
        for (var size = Math.Max(1, stretches.Count / 2); size > 0; size /= 2)
        {
            for (var at = 0; at + size <= stretches.Count; at++)
            {
                if (Try(run, [.. stretches[..at], .. stretches[(at + size)..]]) is { } without)
                {
                    return without;
                }
            }
        }

        for (var at = 0; at < stretches.Count; at++)
        {
            for (var cut = stretches[at].Count / 2; cut > 0; cut /= 2)
            {
                if (Try(run, [.. stretches[..at], stretches[at][..^cut], .. stretches[(at + 1)..]]) is { } shorter)
                {
                    return shorter;
                }
            }

            for (var to = at + 2; to < stretches.Count; to++)
            {
                // The stretch comes right before the next one of its actor.
                if (stretches[to][0].Actor == stretches[at][0].Actor
                    && Try(run, [.. stretches[..at], .. stretches[(at + 1)..to], stretches[at], .. stretches[to..]]) is { } later)
                {
                    return later;
                }
            }
        }

        return null;
    }

    private static List<List<Firing>> Stretches(Run run)
    {
        var stretches = new List<List<Firing>>();
        foreach (var firing in run.Firings.Skip(1))
        {
            if (stretches.Count == 0 || stretches[^1][^1].Actor != firing.Actor)
            {
                stretches.Add([]);
            }

            stretches[^1].Add(firing);
        }

        return stretches;
    }

    /// <summary>Takes steps as like the given ones as possible, up to where something breaks.</summary>
    private Run? Try(Run old, List<List<Firing>> stretches)
    {
        buffer.Clear();
        system.Initial(buffer);
        var firings = new List<Firing> { new(-1, -1, 0, [.. buffer.State(0)]) };
        foreach (var wanted in stretches.SelectMany(static stretch => stretch))
        {
            buffer.Clear();
            if (system.Expand(firings[^1].State.AsSpan(), buffer) != 0)
            {
                break;
            }

            var found = Find(wanted);
            if (found >= 0)
            {
                firings.Add(new(wanted.Rule, wanted.Actor, found, [.. buffer.State(found)]));
            }
        }

        var run = new Run([.. firings]);
        var differs = (run.Steps, run.Switches) != (old.Steps, old.Switches);
        return differs && run.Steps <= old.Steps && run.Switches <= old.Switches && breaks(run)
            ? run : null;
    }

    private int Find(Firing wanted)
    {
        var first = -1;
        for (var i = 0; i < buffer.Count; i++)
        {
            if (buffer.Rule(i) == wanted.Rule && buffer.Actor(i) == wanted.Actor)
            {
                // Of operations that begin alike, the one at the same place in the list of successors, if it is among them.
                first = first < 0 || i == wanted.Choice ? i : first;
            }
        }

        return first;
    }
}
