using System.Collections.Immutable;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>What holds where devices reach each other's memory.</summary>
internal static class PeerClaims
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Invariant> All { get; } =
    [
        new("I16", "What a device reaches of another's memory is the page that the CPU's table has there, in every instant: its users are "
            + "gone before the page is.", PageIsThere),
        new("I16a", "A device reaches another's memory at bus addresses that stand for the same page with the same rights.", IsBacked),
        new("I16b", "A window counts exactly the pages that are reached through it, unless their driver is about to open or close it.",
            IsCounted),
        new("I16c", "A page that others reach is open to them, and a page is open only while some table has it.", IsExposed),
        new("I17", "A device maps another's private memory only where both are of one group.", IsOfGroup),
    ];

    private static Finding? PageIsThere(in World world)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, place) = At(i);
            var (entry, table, backs) = (world.Mirrors[i], world[place], world.Dmas[i]);
            var isReached = !entry.IsDangling && PeerMap.IsPeers(in world, device, entry.Frame);
            var isThere = table.Kind == PteKind.Private && table.Frame == entry.Frame
                && (entry.Access != MirrorAccess.Write || table.IsWritable);
            if ((isReached && !isThere) || backs.IsDangling)
            {
                return new(place, device, entry.Frame);
            }
        }

        return null;
    }

    private static Finding? IsBacked(in World world)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, place) = At(i);
            var (entry, backs) = (world.Mirrors[i], world.Dmas[i]);
            if (!entry.IsDangling && PeerMap.IsPeers(in world, device, entry.Frame)
                && !(backs.IsLive && backs.Frame == entry.Frame && backs.IsWritable == (entry.Access == MirrorAccess.Write)))
            {
                return new(place, device, entry.Frame);
            }
        }

        return null;
    }

    private static Finding? IsCounted(in World world)
    {
        Span<int> reached = stackalloc int[Capacity.Devices * Capacity.Devices];
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, frame) = (i / Capacity.Places, world.Dmas[i].Frame);
            if (world.Dmas[i].IsLive && PeerMap.IsPeers(in world, device, frame))
            {
                reached[(world[frame].Device * Capacity.Devices) + device]++;
            }
        }

        for (var i = 0; i < reached.Length; i++)
        {
            var isExact = reached[i] == world.Windows[i];
            if (!isExact && (reached[i] > world.Windows[i] || !IsAtWork(in world, i % Capacity.Devices)))
            {
                return new(default, i % Capacity.Devices);
            }
        }

        return null;
    }

    private static Finding? IsExposed(in World world)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, place) = At(i);
            var frame = world.Dmas[i].Frame;
            if (world.Dmas[i].IsLive && PeerMap.IsPeers(in world, device, frame) && !IsOpen(in world, frame))
            {
                return new(place, device, frame);
            }
        }

        for (byte i = 1; i <= world.FrameCount; i++)
        {
            var frame = new Frame(i);
            if (IsOpen(in world, frame) && !Rmap.TryFind(in world, frame, PteKind.Private, out _))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    private static Finding? IsOfGroup(in World world)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, place) = At(i);
            var entry = world.Mirrors[i];
            if (!entry.IsDangling && PeerMap.IsPeers(in world, device, entry.Frame)
                && !world.Reaches(device, world[entry.Frame].Device))
            {
                return new(place, device, entry.Frame);
            }
        }

        return null;
    }

    private static bool IsOpen(in World world, Frame frame) => (world.Status(frame) & FrameStatus.Exposed) != 0;

    /// <summary>Whether somebody holds the mutex of one of a device's mirrors.</summary>
    private static bool IsAtWork(in World world, int device)
    {
        var first = Locking.LockClasses.Driver.First + (device * Capacity.Spaces);
        for (var instance = first; instance < first + Capacity.Spaces; instance++)
        {
            if (world.Locks[instance] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static (int Device, Place Place) At(int i) =>
        (i / Capacity.Places, Place.At((i / Capacity.Pages) % Capacity.Spaces, i % Capacity.Pages));
}
