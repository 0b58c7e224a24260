namespace Hmm.Model.Exploring.Search;

/// <summary>The states in the order in which they were found, numbered; a state never moves, so its address stays valid.</summary>
/// <remarks>Numbers are handed out in blocks, one worker each, so that adding a state takes no lock and no shared counter.</remarks>
internal sealed unsafe class Arena : IDisposable
{
    private const int ChunkBytes = 1 << 22;
    private const int ChunksMax = 1 << 16;

    private readonly Lock gate = new();
    private readonly Stack<nint> spare = [];
    private readonly int shift;
    private readonly byte** chunks;
    private long next;
    private long kept;

    public Arena(int stride, int blockStates)
    {
        Stride = stride;
        BlockStates = blockStates;
        shift = Math.Max(int.Log2(ChunkBytes / stride), int.Log2(blockStates));
        chunks = (byte**)NativePages.Allocate((long)ChunksMax * sizeof(byte*));
    }

    ~Arena() => Free();

    /// <summary>The distance of two states, in bytes.</summary>
    public int Stride { get; }

    public int BlockStates { get; }

    /// <summary>The number after the last one handed out.</summary>
    public long End => Volatile.Read(ref next);

    /// <summary>Memory in use, in bytes.</summary>
    public long Bytes => (End - Volatile.Read(ref kept)) * Stride;

    private long ChunkSize => (long)Stride << shift;

    public byte* Address(long number) => chunks[number >> shift] + ((number & ((1L << shift) - 1)) * Stride);

    /// <summary>Hands out the numbers of one block.</summary>
    /// <returns>The first of <see cref="BlockStates"/> numbers whose states lie side by side.</returns>
    public long Reserve()
    {
        var start = Interlocked.Add(ref next, BlockStates) - BlockStates;
        ref var chunk = ref *(nint*)&chunks[start >> shift];
        if (Volatile.Read(ref chunk) == 0)
        {
            lock (gate)
            {
                if (chunk == 0)
                {
                    Volatile.Write(ref chunk, spare.TryPop(out var pages) ? pages : (nint)NativePages.Allocate(ChunkSize));
                }
            }
        }

        return start;
    }

    /// <summary>Uses the memory of states that are not needed any more for others.</summary>
    /// <param name="below">The least number still needed.</param>
    public void Drop(long below)
    {
        for (; kept + (1L << shift) <= below; kept += 1L << shift)
        {
            spare.Push((nint)chunks[kept >> shift]);
            chunks[kept >> shift] = null;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        for (var i = kept >> shift; i < ChunksMax && chunks[i] is not null; i++)
        {
            NativePages.Free(chunks[i], ChunkSize);
            chunks[i] = null;
        }

        while (spare.TryPop(out var pages))
        {
            NativePages.Free((void*)pages, ChunkSize);
        }
    }
}
