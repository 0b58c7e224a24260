using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Locking;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>The world of mirror-core: page table, devices, threads. A name of something is one more than its number, 0 for none.</summary>
/// <remarks>Actor 0 is the process outside of the protocol; the devices follow, then the threads.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct MirrorWorld : IStepWorld<MirrorWorld>
{
    public const int PagesMax = 5;
    public const int DevicesMax = 3;
    public const int ThreadsMax = 3;

    /// <summary>The CPU page table, in values of <see cref="Entry"/>.</summary>
    public PageRow Table;

    public DeviceRow Devices;
    public ThreadRow Threads;

    /// <summary>Where the process outside is, and which page it means.</summary>
    public ushort OutsidePosition;
    public byte OutsidePage;

    /// <summary>How many invalidations run.</summary>
    public byte Active;

    /// <summary>How many devices there are.</summary>
    public byte DeviceCount;
    private readonly byte spare1;
    private readonly ushort spare2;

    public static ref ushort Position(ref MirrorWorld world, int actor)
    {
        if (actor == 0)
        {
            return ref world.OutsidePosition;
        }

        var thread = actor - 1 - world.DeviceCount;
        return ref thread < 0 ? ref world.Devices[actor - 1].Position : ref world.Threads[thread].Position;
    }

    public static void Begin(ref MirrorWorld world, int actor, int argument)
    {
        var thread = actor - 1 - world.DeviceCount;
        if (actor == 0)
        {
            world.OutsidePage = (byte)argument;
        }
        else if (thread < 0)
        {
            world.Devices[actor - 1].Page = (byte)(argument + 1);
        }
        else
        {
            ref var registers = ref world.Threads[thread];
            registers.Page = (byte)(argument & 7);
            registers.Target = (byte)(argument >> 3);
        }
    }

    public static void End(ref MirrorWorld world, int actor)
    {
        var thread = actor - 1 - world.DeviceCount;
        if (actor == 0)
        {
            world.OutsidePage = 0;
        }
        else if (thread < 0)
        {
            world.Devices[actor - 1].Forget();
        }
        else
        {
            world.Threads[thread] = default;
        }
    }

    public static int HeldLock(ref MirrorWorld world, int actor, LockClass lockClass)
    {
        var thread = actor - 1 - world.DeviceCount;
        return thread < 0 ? actor - 1 : world.Threads[thread].Device - 1;
    }

    /// <summary>What an entry lets a device do: 0 nothing, 1 read, 2 write.</summary>
    public readonly byte Rights(int page, int device) => Table[page] switch
    {
        Entry.Read => 1,
        Entry.Write => 2,
        var entry => entry == Entry.Device + device ? (byte)2 : (byte)0,
    };

    /// <summary>Whether a thread works on a page.</summary>
    public readonly bool IsHeld(int page)
    {
        for (var thread = 0; thread < ThreadsMax; thread++)
        {
            if (Threads[thread].Position != 0 && Threads[thread].Page == page)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A byte a page.</summary>
    [InlineArray(8)]
    public struct PageRow
    {
        private byte first;
    }

    [InlineArray(DevicesMax)]
    public struct DeviceRow
    {
        private MirrorDevice first;
    }

    [InlineArray(ThreadsMax)]
    public struct ThreadRow
    {
        private MirrorThread first;
    }
}
