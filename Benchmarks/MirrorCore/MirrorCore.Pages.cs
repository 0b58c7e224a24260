using System.Runtime.CompilerServices;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>What the CPU does with a page that no thread holds.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    [MethodImpl(Inline)]
    private static void LeavePages<TSink>(ulong state, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        LeavePage(state, 0, view, ref sink);
        if (Pages > 1)
        {
            LeavePage(state, 1, view, ref sink);
        }

        if (Pages > 2)
        {
            LeavePage(state, 2, view, ref sink);
        }

        if (Pages > 3)
        {
            LeavePage(state, 3, view, ref sink);
        }

        if (Pages > 4)
        {
            LeavePage(state, 4, view, ref sink);
        }
    }

    [MethodImpl(Inline)]
    private static void LeavePage<TSink>(ulong state, int page, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        if ((view.Held >> page & 1) != 0)
        {
            return;
        }

        var entry = Field(state, 3 * page, 7);
        if (entry == Entry.None)
        {
            sink.Add((int)Rule.Populate, Outside, state | (ulong)Entry.Read << (3 * page));
            sink.Add((int)Rule.Populate, Outside, state | (ulong)Entry.Write << (3 * page));
            return;
        }

        if (entry == Entry.Read)
        {
            sink.Add((int)Rule.Upgrade, Outside, state ^ (ulong)(Entry.Read ^ Entry.Write) << (3 * page));
        }

        if ((view.Idle & 1) != 0)
        {
            StartThread(state, page, entry, 0, ref sink);
        }

        if (Threads > 1 && (view.Idle & 2) != 0)
        {
            StartThread(state, page, entry, 1, ref sink);
        }

        if (Threads > 2 && (view.Idle & 4) != 0)
        {
            StartThread(state, page, entry, 2, ref sink);
        }
    }

    [MethodImpl(Inline)]
    private static void StartThread<TSink>(ulong state, int page, int entry, int thread, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var at = CpuThreads + (thread * ThreadBits);
        var actor = 1 + Devices + thread;
        var start = state | ((ulong)ThreadState.Invalidate | (ulong)(uint)page << ThreadPage | (ulong)DeviceSet << ThreadToCall) << at;
        if (entry != Entry.Migrating)
        {
            sink.Add((int)Rule.StartUnmap, actor, start);
        }

        if (entry == Entry.Write)
        {
            sink.Add((int)Rule.StartProtect, actor, start | (ulong)Purpose.Protect << (at + ThreadPurpose));
        }

        if (entry >= Entry.Device)
        {
            sink.Add((int)Rule.StartBack, actor, start | (ulong)Purpose.Back << (at + ThreadPurpose));
        }
        else if (entry != Entry.Migrating)
        {
            sink.Add((int)Rule.StartToDevice, actor, start | (ulong)Purpose.ToDevice << (at + ThreadPurpose));
            if (Devices > 1)
            {
                sink.Add((int)Rule.StartToDevice, actor, start | (ulong)(Purpose.ToDevice + 1) << (at + ThreadPurpose));
            }

            if (Devices > 2)
            {
                sink.Add((int)Rule.StartToDevice, actor, start | (ulong)(Purpose.ToDevice + 2) << (at + ThreadPurpose));
            }
        }
    }
}
