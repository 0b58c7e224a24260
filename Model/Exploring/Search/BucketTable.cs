using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>What the two visited sets share: a table of cache-line buckets, filled without locks, that grows in place.</summary>
/// <remarks>
/// A bucket is one cache line of eight slots; 0 is a free slot, and a slot that was filled never changes. An entry goes to the first
/// free slot from its home bucket on. Workers reserve slots before they insert, so the table is never filled beyond its limit.
/// </remarks>
internal abstract unsafe class BucketTable : IDisposable
{
    protected const int Slots = 8;
    protected const int BucketBytes = Slots * sizeof(ulong);
    private const int Factor = 2;

    private readonly bool shared;
    private ulong* buckets;
    private ulong* end;
    private ulong count;
    private long room;
    private Counter reserved;
    private Counter cursor;
    private long limit;

    protected BucketTable(long expected, int threads)
    {
        shared = threads > 1;
        count = (ulong)(Math.Max(expected + (expected / 2), 1 << 14) + Slots - 1) / Slots;
        (var pages, room) = NativePages.AllocateGrowing(Bytes);
        Place((ulong*)pages);
    }

    ~BucketTable() => Free();

    /// <summary>Memory held by the table, in bytes.</summary>
    public long Bytes => (long)count * BucketBytes;

    /// <summary>Memory that the table will hold when it has grown, in bytes.</summary>
    public long GrownBytes => Bytes * Factor;

    /// <summary>Entries, when nobody is inserting; until then also those that are reserved.</summary>
    public long Count => Volatile.Read(ref reserved.Value);

    /// <summary>The buckets there were before the table grew.</summary>
    protected long OldCount { get; private set; }

    /// <summary>Makes room for insertions.</summary>
    /// <param name="entries">How many entries may be inserted.</param>
    /// <returns>False when the table must grow first.</returns>
    public bool TryReserve(int entries)
    {
        if (Interlocked.Add(ref reserved.Value, entries) <= limit)
        {
            return true;
        }

        Release(entries);
        return false;
    }

    /// <summary>Gives back room that was reserved and not used.</summary>
    /// <param name="entries">How many entries were not inserted.</param>
    public void Release(int entries) => Interlocked.Add(ref reserved.Value, -entries);

    /// <summary>Makes the table larger, on one thread while the others wait; then all <see cref="Rearrange"/> until that is done.</summary>
    public void BeginGrowth()
    {
        if (GrownBytes > room)
        {
            var larger = NativePages.Allocate(GrownBytes);
            Buffer.MemoryCopy(buckets, larger, GrownBytes, Bytes);
            NativePages.Free(buckets, room);
            buckets = (ulong*)larger;
            room = GrownBytes;
        }

        OldCount = (long)count;
        count *= Factor;
        cursor.Value = 0;
        Place(buckets);
    }

    /// <summary>Does a share of what is next in moving the entries to their new places, on every worker at once.</summary>
    /// <param name="arena">The states that the entries stand for.</param>
    /// <param name="own">The unfinished block of this worker.</param>
    /// <param name="open">The unfinished blocks of all workers, as their first numbers.</param>
    public abstract void Rearrange(Arena arena, Segment own, ReadOnlySpan<long> open);

    /// <summary>Decides what is next, on one thread while the others wait.</summary>
    /// <returns>False when all entries are in their new places.</returns>
    public virtual bool IsArranged()
    {
        cursor.Value = 0;
        return true;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>The bucket in which a search starts, a monotone function of the hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong* Home(ulong hash) => buckets + (Math.BigMul(hash, count, out _) * Slots);

    /// <summary>The slots of a bucket.</summary>
    protected ulong* Bucket(long index) => buckets + (index * Slots);

    /// <summary>The bucket after another, the first after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ulong* After(ulong* bucket) => bucket + Slots == end ? buckets : bucket + Slots;

    /// <summary>Fills a slot that was seen free.</summary>
    /// <returns>0 when it was filled, else what another worker put there first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ulong Fill(ulong* slot, ulong entry)
    {
        if (shared)
        {
            return Interlocked.CompareExchange(ref *slot, entry, 0);
        }

        *slot = entry;
        return 0;
    }

    /// <summary>Hands out a part of the work of <see cref="Rearrange"/>.</summary>
    /// <param name="size">How much.</param>
    /// <returns>Where the part starts.</returns>
    protected long TakePart(long size) => Interlocked.Add(ref cursor.Value, size) - size;

    private void Place(ulong* pages)
    {
        buckets = pages;
        end = pages + (count * Slots);
        limit = (long)(count * Slots / 4 * 3);
    }

    private void Free()
    {
        NativePages.Free(buckets, room);
        buckets = null;
    }

    /// <summary>A counter alone on its cache lines, so that counting does not slow down those who read the table's fields.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Counter
    {
        [FieldOffset(128)]
        public long Value;
    }
}
