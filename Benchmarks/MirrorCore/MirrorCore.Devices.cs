using System.Runtime.CompilerServices;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>What a device's fault engine does.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    [MethodImpl(Inline)]
    private static void LeaveDevices<TSink>(ulong state, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        LeaveDevice(state, 0, view, ref sink);
        if (Devices > 1)
        {
            LeaveDevice(state, 1, view, ref sink);
        }

        if (Devices > 2)
        {
            LeaveDevice(state, 2, view, ref sink);
        }
    }

    [MethodImpl(Inline)]
    private static void LeaveDevice<TSink>(ulong state, int device, Overview view, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var at = Engines + (device * EngineBits);
        var page = Field(state, at + EnginePage, PageMask);
        switch (Field(state, at, 7))
        {
            case EngineState.Idle:
                LeaveIdle(state, device, at, ref sink);
                break;
            case EngineState.Walk:
                var rights = Rights(Field(state, 3 * page, 7), device);
                var seen = Put(state, at, 7, EngineState.Lock) | (ulong)(uint)(rights >> 1) << (at + EngineSnapshot);
                sink.Add((int)Rule.Walk, 1 + device, rights == 0 ? state & ~(EngineMask << at) : seen);
                break;
            case EngineState.Lock:
                if ((view.Locked >> device & 1) == 0)
                {
                    sink.Add((int)Rule.FaultLock, 1 + device, Put(state, at, 7, EngineState.Check));
                }

                break;
            case EngineState.Check:
                var isStale = Mutant != 1 && Field(state, at + EngineStale, 1) != 0;
                var valid = Put(state, at, 7, EngineState.Install) & ~(1UL << (at + EngineStale));
                sink.Add((int)Rule.FaultCheck, 1 + device, isStale ? Put(state, at, EngineMask, EngineState.Release) : valid);
                break;
            case EngineState.Install:
                var right = Field(state, at + EngineSnapshot, 1) + 1;
                var installed = Put(state, Mirrors + (2 * ((device * Pages) + page)), 3, right);
                sink.Add((int)Rule.FaultInstall, 1 + device, Put(installed, at, EngineMask, EngineState.Release));
                break;
            case EngineState.Release:
                sink.Add((int)Rule.FaultRelease, 1 + device, state & ~(EngineMask << at));
                break;
        }
    }

    [MethodImpl(Inline)]
    private static void LeaveIdle<TSink>(ulong state, int device, int at, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var busy = Mutant == 2 ? 0 : (uint)Field(state, Busy + (device * Pages), (int)PageSet);
        var walk = state | (ulong)EngineState.Walk << at;
        if ((busy & 1) == 0)
        {
            sink.Add((int)Rule.Begin, 1 + device, walk);
        }

        if (Pages > 1 && (busy & 2) == 0)
        {
            sink.Add((int)Rule.Begin, 1 + device, walk | 1UL << (at + EnginePage));
        }

        if (Pages > 2 && (busy & 4) == 0)
        {
            sink.Add((int)Rule.Begin, 1 + device, walk | 2UL << (at + EnginePage));
        }

        if (Pages > 3 && (busy & 8) == 0)
        {
            sink.Add((int)Rule.Begin, 1 + device, walk | 3UL << (at + EnginePage));
        }

        if (Pages > 4 && (busy & 16) == 0)
        {
            sink.Add((int)Rule.Begin, 1 + device, walk | 4UL << (at + EnginePage));
        }
    }

    /// <summary>What an entry lets a device do: 0 nothing, 1 read, 2 write.</summary>
    [MethodImpl(Inline)]
    private static int Rights(int entry, int device) =>
        entry == Entry.Read ? 1 : entry == Entry.Write || entry == Entry.Device + device ? 2 : 0;
}
