using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hmm.Model.Exploring.Search;

/// <summary>A set of states in the arena, exact: a slot holds a state's number and bits of its hash, and the states are compared.</summary>
internal sealed unsafe class StateSet(long expected, int threads) : BucketTable(expected, threads)
{
    private const int Part = 1 << 10;
    private const int NumberBits = 40;
    private const ulong NumberMask = (1UL << NumberBits) - 1;

    private bool isCleared;

    /// <summary>Brings the states that may equal the wanted one into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(Arena arena, ulong hash, ulong* bucket)
    {
        var line = Vector512.LoadAligned(bucket);
        for (var alike = Alike(line, hash); alike != 0; alike &= alike - 1)
        {
            var state = arena.Address(Number(line[BitOperations.TrailingZeroCount(alike)]));
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(state);
                Sse.Prefetch0(state + arena.Stride - 1);
            }
        }
    }

    /// <summary>Inserts a state, for which room was reserved and which lies in the arena already.</summary>
    /// <param name="arena">The states.</param>
    /// <param name="number">The state's number; free for another state when the answer is false.</param>
    /// <param name="hash">The state's hash.</param>
    /// <param name="bucket">The home bucket of the hash.</param>
    /// <returns>False when the set had an equal state.</returns>
    public bool Add(Arena arena, long number, ulong hash, ulong* bucket)
    {
        var wanted = new ReadOnlySpan<byte>(arena.Address(number), arena.Stride);
        var entry = (hash << NumberBits) | ((ulong)number + 1);
        for (; ; bucket = After(bucket))
        {
            var line = Vector512.LoadAligned(bucket);
            for (var alike = Alike(line, hash); alike != 0; alike &= alike - 1)
            {
                if (Equal(arena, line[BitOperations.TrailingZeroCount(alike)], wanted))
                {
                    return false;
                }
            }

            var free = (uint)Vector512.Equals(line, Vector512<ulong>.Zero).ExtractMostSignificantBits();
            for (; free != 0; free &= free - 1)
            {
                var found = Fill(bucket + BitOperations.TrailingZeroCount(free), entry);
                if (found == 0)
                {
                    return true;
                }

                if ((found ^ entry) >> NumberBits == 0 && Equal(arena, found, wanted))
                {
                    return false;
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>A slot does not hold enough of the hash to move it, so the table is cleared and filled again from the states.</remarks>
    public override void Rearrange(Arena arena, Segment own, ReadOnlySpan<long> open)
    {
        if (!isCleared)
        {
            for (var from = TakePart(Part); from < OldCount; from = TakePart(Part))
            {
                new Span<ulong>(Bucket(from), (int)Math.Min(Part, OldCount - from) * Slots).Clear();
            }

            return;
        }

        var block = arena.BlockStates;
        for (var start = TakePart(block); start < arena.End; start = TakePart(block))
        {
            if (!open.Contains(start))
            {
                Refill(arena, new Segment(start, block));
            }
        }

        Refill(arena, own);
    }

    /// <inheritdoc/>
    public override bool IsArranged()
    {
        base.IsArranged();
        isCleared = !isCleared;
        return !isCleared;
    }

    private static long Number(ulong entry) => (long)(entry & NumberMask) - 1;

    private static bool Equal(Arena arena, ulong entry, ReadOnlySpan<byte> wanted) =>
        new ReadOnlySpan<byte>(arena.Address(Number(entry)), wanted.Length).SequenceEqual(wanted);

    /// <summary>The slots whose hash bits are those of the hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alike(Vector512<ulong> line, ulong hash)
    {
        var tags = Vector512.Equals(line >>> NumberBits, Vector512.Create(hash & (ulong.MaxValue >> NumberBits)));
        var full = ~Vector512.Equals(line, Vector512<ulong>.Zero);
        return (uint)(tags & full).ExtractMostSignificantBits();
    }

    private void Refill(Arena arena, Segment states)
    {
        const int Ahead = 16;
        var hashes = stackalloc ulong[Ahead];
        for (var i = 0; i < states.Count + Ahead; i++)
        {
            if (i >= Ahead && i - Ahead < states.Count)
            {
                Insert(states.Start + i - Ahead, hashes[i % Ahead]);
            }

            if (i < states.Count)
            {
                var hash = StateHash.Of(arena.Address(states.Start + i), arena.Stride);
                hashes[i % Ahead] = hash;
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(Home(hash));
                }
            }
        }
    }

    /// <summary>Inserts a state that is known to be new, so that nothing need be compared.</summary>
    private void Insert(long number, ulong hash)
    {
        var entry = (hash << NumberBits) | ((ulong)number + 1);
        for (var bucket = Home(hash); ; bucket = After(bucket))
        {
            for (var i = 0; i < Slots; i++)
            {
                if (bucket[i] == 0 && Fill(bucket + i, entry) == 0)
                {
                    return;
                }
            }
        }
    }
}
