using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Hmm.Model.Exploring.Search;

/// <summary>A worker for states of one word.</summary>
/// <remarks>
/// Its batch is the inner loop of everything: one pass generates, one filters, one prefetches, one inserts.
/// A table line is a cache miss, so a batch of lines is fetched while the batch is still being prepared. Successors that were seen a
/// moment ago, about half of them where steps commute, are dropped by a filter that fits in the nearest caches.
/// </remarks>
internal sealed unsafe class PackedWorker<TSystem> : Worker
    where TSystem : struct, IPackedSystem
{
    private const int Batch = 128;
    private const int FilterWords = 1 << 12;

    private readonly WordSet table;
    private ulong* filter;
    private ulong* words;
    private ulong** homes;
    private int capacity = Batch + 256;

    public PackedWorker(Arena arena, WordSet table)
        : base(TSystem.RuleCount, arena, table)
    {
        this.table = table;
        filter = (ulong*)NativePages.Allocate(FilterWords * sizeof(ulong));
        words = (ulong*)NativeMemory.Alloc((nuint)capacity, sizeof(ulong));
        homes = (ulong**)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(ulong*));
    }

    public static void RefuseRule(int rule) => throw new InvalidOperationException(
        $"{typeof(TSystem).Name} fired rule {rule}; its rules are 0 to {TSystem.RuleCount - 1}.");

    protected override void Free()
    {
        base.Free();
        NativePages.Free(filter, FilterWords * sizeof(ulong));
        NativeMemory.Free(words);
        NativeMemory.Free(homes);
        filter = words = null;
        homes = null;
    }

    /// <summary>The word that stands for a state in the table, where 0 is a free slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Stored(ulong state)
    {
        if (state == ulong.MaxValue)
        {
            RefuseWord();
        }

        return state + 1;
    }

    private static void RefuseWord() => throw new InvalidOperationException(
        $"{typeof(TSystem).Name} reached the state {ulong.MaxValue}, which cannot be stored; keep one bit of the word free.");

    public override bool Leave(LevelSearch search, Segment segment)
    {
        var from = (ulong*)Arena.Address(segment.Start);
        var end = from + segment.Count;
        while (from < end)
        {
            var sink = new PackedSink<TSystem>(this, words, words + capacity, Fired);
            do
            {
                Leave(search, *from++, ref sink);
            }
            while (from < end && sink.Next - words < Batch);

            var count = (int)(sink.Next - words);
            Transitions += count;
            if ((!search.Closed && !Insert(search, count)) || (search.Attention && !search.Meet(this, more: true)))
            {
                return false;
            }
        }

        return true;
    }

    public override void Successors(byte* state, SuccessorBuffer next)
    {
        var sink = new LabelSink(next);
        TSystem.Successors(*(ulong*)state, ref sink);
    }

    public override void Initial(SuccessorBuffer states)
    {
        var sink = new LabelSink(states);
        TSystem.Initial(ref sink);
    }

    public override ulong Identity(byte* state) => *(ulong*)state = TSystem.Canonical(*(ulong*)state);

    public override void Start(byte* state)
    {
        words[0] = *(ulong*)state;
        TryReserve(1);
        Prepare(1);
        InsertPrepared(1);
    }

    /// <summary>Makes the buffer twice as large, keeping what is in it.</summary>
    /// <param name="end">The end of the new buffer.</param>
    /// <returns>Where the next successor goes.</returns>
    public ulong* GrowBuffer(out ulong* end)
    {
        var used = capacity;
        capacity = checked(2 * capacity);
        words = (ulong*)NativeMemory.Realloc(words, (nuint)capacity * sizeof(ulong));
        homes = (ulong**)NativeMemory.Realloc(homes, (nuint)capacity * (nuint)sizeof(ulong*));
        end = words + capacity;
        return words + used;
    }

    private void Leave(LevelSearch search, ulong state, ref PackedSink<TSystem> sink)
    {
        var broken = TSystem.Broken(state);
        if (broken != 0)
        {
            search.NoteBroken(this, broken, new ReadOnlySpan<byte>(&state, sizeof(ulong)));
        }

        var before = sink.Next;
        TSystem.Successors(state, ref sink);
        if (sink.Next == before && !TSystem.IsFinal(state))
        {
            search.NoteDeadlock(this, new ReadOnlySpan<byte>(&state, sizeof(ulong)));
        }
    }

    /// <summary>Inserts the buffered successors.</summary>
    private bool Insert(LevelSearch search, int count)
    {
        count = Filter(count);
        if (!Reserve(search, count))
        {
            return false;
        }

        Prepare(count);
        InsertPrepared(count);
        return true;
    }

    /// <summary>Drops successors of one of the last batches, which the table has by now; the filter compares whole states.</summary>
    private int Filter(int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var word = Stored(words[i]);
            var seen = filter + ((WordSet.Hash(word) >> 32) & (FilterWords - 1));
            words[kept] = words[i];
            kept += *seen == word ? 0 : 1;
            *seen = word;
        }

        return kept;
    }

    private void Prepare(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var word = Stored(TSystem.Canonical(words[i]));
            words[i] = word;
            homes[i] = table.Home(WordSet.Hash(word));
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(homes[i]);
            }
        }
    }

    private void InsertPrepared(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (table.Add(words[i], homes[i]))
            {
                if (Room == 0)
                {
                    TakeBlock();
                }

                *(ulong*)Slot = words[i] - 1;
                Keep();
            }
        }
    }
}
