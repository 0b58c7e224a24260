namespace Hmm.Benchmarks.MirrorCore;

/// <content>What must be true of every state.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    /// <summary>A mirror never allows more than the page table does.</summary>
    public const ulong Incoherent = 1;

    /// <summary>A mirrored entry does not outlive its invalidation: only the callback that is about to clear it may see it.</summary>
    public const ulong Outlived = 2;

    public static ulong Broken(ulong state)
    {
        var mirrors = Field(state, Mirrors, (1 << (2 * Devices * Pages)) - 1);
        if (mirrors == 0)
        {
            return 0;
        }

        var broken = 0UL;
        var busy = Field(state, Busy, (1 << (Devices * Pages)) - 1) & ~BeingCleared(state);
        for (var device = 0; device < Devices; device++)
        {
            for (var page = 0; page < Pages; page++)
            {
                var right = mirrors & 3;
                broken |= right > Rights(Field(state, 3 * page, 7), device) ? Incoherent : 0;
                broken |= (right != 0 ? (ulong)(busy & 1) : 0) * Outlived;
                mirrors >>= 2;
                busy >>= 1;
            }
        }

        return broken;
    }

    /// <summary>The pairs of device and page that a thread is about to clear, as bits in the order of the busy bits.</summary>
    private static int BeingCleared(ulong state)
    {
        var pairs = 0;
        for (var thread = 0; thread < Threads; thread++)
        {
            var at = CpuThreads + (thread * ThreadBits);
            var pair = (Field(state, at + ThreadDevice, DeviceMask) * Pages) + Field(state, at + ThreadPage, PageMask);
            pairs |= (Field(state, at, 7) == ThreadState.Clear ? 1 : 0) << pair;
        }

        return pairs;
    }
}
