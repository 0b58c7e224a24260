using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring;

/// <summary>Which steps of a run go as they do because of which others.</summary>
/// <remarks>Steps are code and do not say what they read. So what a step wrote is taken back in a copy of a later world, one stretch of
/// bytes at a time, and the later step is taken again: where it is impossible now, goes another way, or leaves anything else behind, it
/// depends on what was written.</remarks>
/// <param name="system">The system that ran.</param>
/// <param name="run">The run.</param>
public sealed class Causality(WorldSystem system, Run run)
{
    private readonly ImmutableArray<World> worlds = [.. run.Firings.Select(firing => system.Decode(firing.State.AsSpan()))];
    private readonly SuccessorBuffer next = new(system.StateBytes);
    private readonly byte[] state = new byte[system.StateBytes];

    /// <summary>Finds the influences between actors, each on the first step that depends on it.</summary>
    /// <returns>The influences, by the steps that they come from.</returns>
    public ImmutableArray<Influence> Find() =>
    [
        .. Enumerable.Range(1, run.Steps)
            .SelectMany(from => Written(from).Select(bytes => Reader(from, bytes)))
            .OfType<Influence>()
            .Distinct(),
    ];

    /// <summary>The stretches of bytes that a step changes, but for what only its own actor knows.</summary>
    private List<Range> Written(int step)
    {
        var before = worlds[step - 1];
        var after = worlds[step];
        after.Flights = before.Flights;
        after.Begun = before.Begun;
        var was = World.Bytes(in before);
        var now = World.Bytes(in after);
        var stretches = new List<Range>();
        for (var i = 0; i < was.Length; i++)
        {
            var begin = i;
            while (i < was.Length && was[i] != now[i])
            {
                i++;
            }

            if (i > begin)
            {
                stretches.Add(begin..i);
            }
        }

        return stretches;
    }

    /// <summary>The first step of another actor that depends on some bytes, before they are written again.</summary>
    private Influence? Reader(int from, Range bytes)
    {
        for (var to = from + 1; to <= run.Steps; to++)
        {
            if (run.Firings[to].Actor != run.Firings[from].Actor)
            {
                var without = worlds[to - 1];
                Slice(ref without, bytes, worlds[from - 1]);
                if (Change.Between(in without, worlds[to - 1]) is not [var changed, ..])
                {
                    return null;
                }

                if (Depends(in without, to, bytes))
                {
                    return new(from, to, changed.Cell);
                }
            }

            if (!World.Bytes(worlds[to])[bytes].SequenceEqual(World.Bytes(worlds[from])[bytes]))
            {
                return null;
            }
        }

        return null;
    }

    private bool Depends(in World without, int step, Range bytes)
    {
        system.Encode(in without, state);
        var (there, here) = (Outcomes(state, step), Outcomes(run.Firings[step - 1].State.AsSpan(), step));
        if (there.Count != here.Count)
        {
            return true;
        }

        var expected = worlds[step];
        var taken = here.FindIndex(world => world == expected);
        var other = there[taken];
        Slice(ref other, bytes, in expected);
        return other != expected;
    }

    /// <summary>The worlds that the same step of the same actor leads to, whatever it does.</summary>
    private List<World> Outcomes(ReadOnlySpan<byte> from, int step)
    {
        next.Clear();
        system.Expand(from, next);
        return
        [
            .. Enumerable.Range(0, next.Count)
                .Where(i => next.Rule(i) == run.Firings[step].Rule && next.Actor(i) == run.Firings[step].Actor)
                .Select(i => system.Decode(next.State(i))),
        ];
    }

    private static void Slice(ref World world, Range bytes, in World from) =>
        World.Bytes(in from)[bytes].CopyTo(MemoryMarshal.AsBytes(new Span<World>(ref world))[bytes]);
}
