using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hmm.Model.Exploring.Search;

/// <summary>A set of words other than 0, exact: the word itself is what a slot holds.</summary>
internal sealed unsafe class WordSet(long expected, int threads) : BucketTable(expected, threads)
{
    /// <summary>How many buckets a worker moves at once, and how few are left to one worker alone.</summary>
    private const int Part = 1 << 8;

    private readonly List<ulong> waiting = [];
    private int holdsZero;
    private long lower;
    private long upper;

    /// <summary>Spreads the bits of a word over the whole hash; two words never share one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong word)
    {
        word *= 0x9E3779B97F4A7C15;
        word ^= word >> 29;
        return word * 0xBF58476D1CE4E5B9;
    }

    /// <summary>Inserts a word, for which room was reserved.</summary>
    /// <param name="word">The word.</param>
    /// <param name="bucket">Its home bucket.</param>
    /// <returns>False when the set had it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ulong word, ulong* bucket)
    {
        var wanted = Vector512.Create(word);
        for (; ; bucket = After(bucket))
        {
            var line = Vector512.LoadAligned(bucket);
            if (Vector512.EqualsAny(line, wanted))
            {
                return false;
            }

            // A stale free slot is harmless: filling it fails and says what is there now.
            var free = (uint)Vector512.Equals(line, Vector512<ulong>.Zero).ExtractMostSignificantBits();
            for (; free != 0; free &= free - 1)
            {
                var found = Fill(bucket + BitOperations.TrailingZeroCount(free), word);
                if (found == 0)
                {
                    return true;
                }

                if (found == word)
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Inserts any word, 0 among them; see <see cref="Add"/>.</summary>
    public bool AddAny(ulong word, ulong* bucket) =>
        word == 0 ? Interlocked.Exchange(ref holdsZero, 1) == 0 : Add(word, bucket);

    /// <inheritdoc/>
    /// <remarks>
    /// Homes are monotone in the hash: the upper half of the old buckets moves above the old end, then the upper half of what is left
    /// to the place that became free, and so on. What a full bucket had pushed up across such a border waits until the end.
    /// </remarks>
    public override void Rearrange(Arena arena, Segment own, ReadOnlySpan<long> open)
    {
        for (var from = lower + TakePart(Part); from < upper; from = lower + TakePart(Part))
        {
            var old = new Span<ulong>(Bucket(from), (int)Math.Min(Part, upper - from) * Slots);
            foreach (var word in old)
            {
                if (word != 0)
                {
                    Move(word);
                }
            }

            old.Clear();
        }
    }

    /// <inheritdoc/>
    public override bool IsArranged()
    {
        base.IsArranged();
        upper = upper == 0 ? OldCount : lower;
        lower = (upper + 1) / 2;
        if (upper > Part)
        {
            return false;
        }

        MoveRest();
        upper = 0;
        return true;
    }

    private void Move(ulong word)
    {
        var home = Home(Hash(word));
        if (home >= Bucket(upper))
        {
            Put(word, home);
        }
        else
        {
            lock (waiting)
            {
                waiting.Add(word);
            }
        }
    }

    private void MoveRest()
    {
        var rest = new Span<ulong>(Bucket(0), (int)upper * Slots);
        foreach (var word in rest)
        {
            if (word != 0)
            {
                waiting.Add(word);
            }
        }

        rest.Clear();
        foreach (var word in waiting)
        {
            Put(word, Home(Hash(word)));
        }

        waiting.Clear();
    }

    /// <summary>Inserts a word that the set does not have.</summary>
    private void Put(ulong word, ulong* bucket)
    {
        for (; ; bucket = After(bucket))
        {
            var free = (uint)Vector512.Equals(Vector512.LoadAligned(bucket), Vector512<ulong>.Zero).ExtractMostSignificantBits();
            for (; free != 0; free &= free - 1)
            {
                if (Fill(bucket + BitOperations.TrailingZeroCount(free), word) == 0)
                {
                    return;
                }
            }
        }
    }
}
