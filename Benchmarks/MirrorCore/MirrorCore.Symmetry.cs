using System.Runtime.CompilerServices;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>
/// The representative of an orbit under permutations of pages, devices and threads. A page becomes one number that also says which
/// engines and threads point at it; sorting these numbers settles the pages, so that only devices and threads are permuted by trial.
/// </content>
internal readonly partial struct MirrorCore<TParameters>
{
    private const int PagesMax = 5;

    private static readonly int[][] DeviceOrders = Permutations.Of(TParameters.Devices);
    private static readonly int[][] ThreadOrders = Permutations.Of(TParameters.Threads);

    public static ulong Representative(ulong state)
    {
        var least = ulong.MaxValue;
        foreach (var devices in DeviceOrders)
        {
            foreach (var threads in ThreadOrders)
            {
                least = Math.Min(least, Relabelled(state, SortedPages(state, devices, threads), devices, threads));
            }
        }

        return least;
    }

    private static PageMap SortedPages(ulong state, int[] devices, int[] threads)
    {
        Span<ulong> records = stackalloc ulong[PagesMax];
        for (var page = 0; page < Pages; page++)
        {
            records[page] = (Record(state, page, devices, threads) << 3) | (uint)page;
        }

        for (var i = 1; i < Pages; i++)
        {
            var record = records[i];
            var at = i;
            for (; at > 0 && records[at - 1] > record; at--)
            {
                records[at] = records[at - 1];
            }

            records[at] = record;
        }

        PageMap pages = default;
        for (var i = 0; i < Pages; i++)
        {
            pages[(int)(records[i] & 7)] = i;
        }

        return pages;
    }

    /// <summary>Everything about a page, in the new names of devices and threads.</summary>
    private static ulong Record(ulong state, int page, int[] devices, int[] threads)
    {
        var record = (ulong)(uint)Renamed(Field(state, 3 * page, 7), devices);
        for (var device = 0; device < Devices; device++)
        {
            var at = 4 + (4 * devices[device]);
            var engine = Engines + (device * EngineBits);
            var faults = IsFaulting(Field(state, engine, 7)) && Field(state, engine + EnginePage, PageMask) == page;
            record |= (ulong)(uint)Field(state, Mirrors + (2 * ((device * Pages) + page)), 3) << at;
            record |= (ulong)(uint)Field(state, Busy + (device * Pages) + page, 1) << (at + 2);
            record |= (faults ? 1UL : 0) << (at + 3);
        }

        for (var thread = 0; thread < Threads; thread++)
        {
            var at = CpuThreads + (thread * ThreadBits);
            var works = Field(state, at, 7) != ThreadState.Idle && Field(state, at + ThreadPage, PageMask) == page;
            record |= (works ? 1UL : 0) << (4 + (4 * Devices) + threads[thread]);
        }

        return record;
    }

    private static ulong Relabelled(ulong state, PageMap pages, int[] devices, int[] threads)
    {
        var renamed = 0UL;
        for (var page = 0; page < Pages; page++)
        {
            renamed |= (ulong)(uint)Renamed(Field(state, 3 * page, 7), devices) << (3 * pages[page]);
        }

        for (var device = 0; device < Devices; device++)
        {
            renamed |= RelabelledDevice(state, device, devices[device], pages);
        }

        for (var thread = 0; thread < Threads; thread++)
        {
            renamed |= RelabelledThread(state, thread, threads[thread], pages, devices);
        }

        return renamed;
    }

    private static ulong RelabelledDevice(ulong state, int device, int name, PageMap pages)
    {
        var from = Engines + (device * EngineBits);
        var engine = (state >> from) & EngineMask;
        if (IsFaulting(Field(state, from, 7)))
        {
            engine = Put(engine, EnginePage, (ulong)(uint)PageMask, pages[Field(state, from + EnginePage, PageMask)]);
        }

        var renamed = engine << (Engines + (name * EngineBits));
        for (var page = 0; page < Pages; page++)
        {
            var mirror = (ulong)(uint)Field(state, Mirrors + (2 * ((device * Pages) + page)), 3);
            var busy = (ulong)(uint)Field(state, Busy + (device * Pages) + page, 1);
            renamed |= mirror << (Mirrors + (2 * ((name * Pages) + pages[page])));
            renamed |= busy << (Busy + (name * Pages) + pages[page]);
        }

        return renamed;
    }

    private static ulong RelabelledThread(ulong state, int thread, int name, PageMap pages, int[] devices)
    {
        var from = CpuThreads + (thread * ThreadBits);
        var pc = Field(state, from, 7);
        if (pc == ThreadState.Idle)
        {
            return 0;
        }

        var purpose = Field(state, from + ThreadPurpose, PurposeMask);
        purpose = purpose >= Purpose.ToDevice ? Purpose.ToDevice + devices[purpose - Purpose.ToDevice] : purpose;
        var toCall = 0UL;
        for (var device = 0; device < Devices; device++)
        {
            toCall |= (ulong)(uint)Field(state, from + ThreadToCall + device, 1) << devices[device];
        }

        var current = Field(state, from + ThreadDevice, DeviceMask);
        current = pc is >= ThreadState.Sequence and <= ThreadState.Unlock ? devices[current] : current;
        var page = pages[Field(state, from + ThreadPage, PageMask)];
        var renamed = (ulong)(uint)pc | (ulong)(uint)purpose << ThreadPurpose | (ulong)(uint)page << ThreadPage
            | toCall << ThreadToCall | (ulong)(uint)current << ThreadDevice;
        return renamed << (CpuThreads + (name * ThreadBits));
    }

    private static int Renamed(int entry, int[] devices) =>
        entry >= Entry.Device ? Entry.Device + devices[entry - Entry.Device] : entry;

    private static bool IsFaulting(int engine) => engine is >= EngineState.Walk and <= EngineState.Install;

    /// <summary>The new name of each page.</summary>
    [InlineArray(PagesMax)]
    private struct PageMap
    {
        private int first;
    }
}
