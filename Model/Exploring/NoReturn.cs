using System.Collections.Immutable;

namespace Hmm.Model.Exploring;

/// <summary>Finds the moment of a bad run after which nothing can be saved.</summary>
public static class NoReturn
{
    /// <summary>The last step of a run after which all operations can still end without breaking the claims that the run breaks.</summary>
    /// <remarks>Looks from the end of the run backwards; what cannot be saved once is not looked at again.</remarks>
    /// <param name="system">The system that ran; what is said is said within its scope.</param>
    /// <param name="run">A run whose last state breaks a claim or is stuck.</param>
    /// <param name="states">How many states to look at before giving up.</param>
    /// <returns>The step, 0 for the start; null where it was not found within so many states.</returns>
    public static int? Of(WorldSystem system, Run run, int states)
    {
        ArgumentNullException.ThrowIfNull(run);
        var next = new SuccessorBuffer(system.StateBytes);
        var broken = system.Expand(run.Last.State.AsSpan(), next);
        var seen = new HashSet<ImmutableArray<byte>>(new SameBytes());
        for (var step = run.Steps - 1; step >= 0; step--)
        {
            if (CanEnd(system, run.Firings[step].State, broken, next, seen, states))
            {
                return step;
            }

            if (seen.Count >= states)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether all operations can end from a state, by ways through states that were not seen before.</summary>
    private static bool CanEnd(
        WorldSystem system, ImmutableArray<byte> from, ulong broken, SuccessorBuffer next, HashSet<ImmutableArray<byte>> seen, int states)
    {
        // Depth first, and who has begun goes on before others begin: an end is near then.
        var open = new Stack<ImmutableArray<byte>>([from]);
        while (seen.Count < states && open.TryPop(out var state))
        {
            if (!seen.Add(state))
            {
                continue;
            }

            next.Clear();
            if ((system.Expand(state.AsSpan(), next) & broken) != 0)
            {
                continue;
            }

            var world = system.Decode(state.AsSpan());
            if (world.IsQuiet())
            {
                return true;
            }

            foreach (var i in Enumerable.Range(0, next.Count).OrderByDescending(i => world.Flight(next.Actor(i)).IsIdle))
            {
                open.Push([.. next.State(i)]);
            }
        }

        return false;
    }

    private sealed class SameBytes : IEqualityComparer<ImmutableArray<byte>>
    {
        public bool Equals(ImmutableArray<byte> left, ImmutableArray<byte> right) => left.AsSpan().SequenceEqual(right.AsSpan());

        public int GetHashCode(ImmutableArray<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes.AsSpan());
            return hash.ToHashCode();
        }
    }
}
