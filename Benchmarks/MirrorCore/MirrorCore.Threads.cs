using System.Runtime.CompilerServices;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>What a CPU thread does with the page that it holds.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    [MethodImpl(Inline)]
    private static void LeaveThreads<TSink>(ulong state, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        LeaveThread(state, 0, view, ref sink);
        if (Threads > 1)
        {
            LeaveThread(state, 1, view, ref sink);
        }

        if (Threads > 2)
        {
            LeaveThread(state, 2, view, ref sink);
        }
    }

    [MethodImpl(Inline)]
    private static void LeaveThread<TSink>(ulong state, int thread, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var at = CpuThreads + (thread * ThreadBits);
        var actor = 1 + Devices + thread;
        var page = Field(state, at + ThreadPage, PageMask);
        var device = Field(state, at + ThreadDevice, DeviceMask);
        switch (Field(state, at, 7))
        {
            case ThreadState.Invalidate:
                LeaveInvalidate(state, at, actor, page, view.Locked, ref sink);
                break;
            case ThreadState.Sequence:
                var stamped = Stamp(state, page, device);
                sink.Add((int)Rule.CallbackSequence, actor, stamped ^ (ulong)(ThreadState.Sequence ^ ThreadState.Clear) << at);
                break;
            case ThreadState.Clear:
                var cleared = state & ~(3UL << (Mirrors + (2 * ((device * Pages) + page))));
                sink.Add((int)Rule.CallbackClear, actor, cleared ^ (ulong)(ThreadState.Clear ^ ThreadState.Unlock) << at);
                break;
            case ThreadState.Unlock:
                var called = state & ~(((ulong)(uint)DeviceMask << (at + ThreadDevice)) | 1UL << (at + ThreadToCall + device));
                sink.Add((int)Rule.CallbackUnlock, actor, called ^ (ulong)(ThreadState.Unlock ^ ThreadState.Invalidate) << at);
                break;
            case ThreadState.End:
                var ended = view.Active > 1 ? state : state & ~AllBusy;
                var stays = Field(state, at + ThreadPurpose, PurposeMask) >= Purpose.Back;
                sink.Add((int)Rule.End, actor, stays ? Put(ended, at, 7, ThreadState.Finish) : ended & ~(ThreadMask << at));
                break;
            case ThreadState.Finish:
                var purpose = Field(state, at + ThreadPurpose, PurposeMask);
                var entry = purpose == Purpose.Back ? Entry.Write : Entry.Device + purpose - Purpose.ToDevice;
                sink.Add((int)Rule.Finish, actor, Put(state, 3 * page, 7, entry) & ~(ThreadMask << at));
                break;
        }
    }

    [MethodImpl(Inline)]
    private static void LeaveInvalidate<TSink>(ulong state, int at, int actor, int page, uint locked, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var toCall = (uint)Field(state, at + ThreadToCall, (int)DeviceSet);
        if (toCall == 0)
        {
            var purpose = Field(state, at + ThreadPurpose, PurposeMask);
            var entry = purpose == Purpose.Unmap ? Entry.None : purpose == Purpose.Protect ? Entry.Read : Entry.Migrating;
            var end = state ^ (ulong)(ThreadState.Invalidate ^ ThreadState.End) << at;
            sink.Add((int)Rule.SetEntry, actor, Put(end, 3 * page, 7, entry));
            return;
        }

        toCall &= ~locked;
        var callback = state ^ (ulong)(ThreadState.Invalidate ^ ThreadState.Sequence) << at;
        if ((toCall & 1) != 0)
        {
            sink.Add((int)Rule.CallbackLock, actor, callback);
        }

        if (Devices > 1 && (toCall & 2) != 0)
        {
            sink.Add((int)Rule.CallbackLock, actor, callback | 1UL << (at + ThreadDevice));
        }

        if (Devices > 2 && (toCall & 4) != 0)
        {
            sink.Add((int)Rule.CallbackLock, actor, callback | 2UL << (at + ThreadDevice));
        }
    }

    /// <summary>Marks a mirrored page as changed; a fault of the device on that page must be tried again.</summary>
    [MethodImpl(Inline)]
    private static ulong Stamp(ulong state, int page, int device)
    {
        var engine = Engines + (device * EngineBits);
        var faults = (uint)(Field(state, engine, 7) - EngineState.Walk) <= EngineState.Install - EngineState.Walk;
        var same = Field(state, engine + EnginePage, PageMask) == page;
        return state | 1UL << (Busy + (device * Pages) + page) | (faults && same ? 1UL : 0) << (engine + EngineStale);
    }
}
