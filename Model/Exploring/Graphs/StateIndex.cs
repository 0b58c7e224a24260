using System.Numerics;
using Hmm.Model.Exploring.Search;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>Numbers the states of a search without gaps, by level and then by bytes, and finds a state's number.</summary>
internal sealed unsafe class StateIndex
{
    private readonly Session session;
    private readonly long[] places;
    private readonly int[] levelStarts;
    private readonly int[] slots;

    public StateIndex(Session session)
    {
        this.session = session;
        levelStarts = new int[session.Levels.Count + 1];
        for (var level = 0; level < session.Levels.Count; level++)
        {
            levelStarts[level + 1] = checked(levelStarts[level] + (int)Segments(level).Sum(segment => (long)segment.Count));
        }

        places = new long[levelStarts[^1]];
        Parallel.For(0, session.Levels.Count, Sort);
        slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, places.Length + (places.Length / 2)))];
        for (var number = 0; number < places.Length; number++)
        {
            ref var slot = ref slots[FreeSlot(Address(number))];
            slot = number + 1;
        }
    }

    public int Count => places.Length;

    public byte* Address(int number) => session.Arena.Address(places[number]);

    public int Depth(int number)
    {
        var level = Array.BinarySearch(levelStarts, number);
        return level < 0 ? ~level - 1 : LastFrom(level);
    }

    /// <summary>The number of a state, -1 when it is not in the index.</summary>
    public int Find(byte* state)
    {
        var wanted = new ReadOnlySpan<byte>(state, session.Arena.Stride);
        for (var slot = Home(state); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (new ReadOnlySpan<byte>(Address(slots[slot] - 1), wanted.Length).SequenceEqual(wanted))
            {
                return slots[slot] - 1;
            }
        }

        return -1;
    }

    private int FreeSlot(byte* state)
    {
        var slot = Home(state);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private int Home(byte* state) => (int)(StateHash.Of(state, session.Arena.Stride) & (ulong)(slots.Length - 1));

    /// <summary>Empty levels share a start: the last of them is the one that has the state.</summary>
    private int LastFrom(int level)
    {
        while (level + 1 < levelStarts.Length && levelStarts[level + 1] == levelStarts[level])
        {
            level++;
        }

        return level;
    }

    private IEnumerable<Segment> Segments(int level)
    {
        var (from, to) = session.Levels.Range(level);
        for (var i = from; i < to; i++)
        {
            yield return session.Levels.Segment(i);
        }
    }

    private void Sort(int level)
    {
        var at = levelStarts[level];
        foreach (var segment in Segments(level))
        {
            for (var i = 0; i < segment.Count; i++)
            {
                places[at++] = segment.Start + i;
            }
        }

        places.AsSpan(levelStarts[level]..at).Sort(Compare);
    }

    private int Compare(long left, long right) =>
        new ReadOnlySpan<byte>(session.Arena.Address(left), session.StateBytes)
            .SequenceCompareTo(new ReadOnlySpan<byte>(session.Arena.Address(right), session.StateBytes));
}
