using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>What holds of bus addresses.</summary>
internal static class DmaClaims
{
    private delegate bool IsBad(in World world, int device, Place place, MirrorEntry mirror, DmaEntry address);

    /// <summary>All of them.</summary>
    public static ImmutableArray<Invariant> All { get; } =
    [
        new("I14", "A bus address leads to what the device's mirror has there: it does not outlive the mirror's entry but while the "
            + "driver, with its mutex held, takes both away.", Contained),
        new("I14a", "What a device's mirror has, its bus address leads to, with at least the same rights.", Backed),
        new("I14b", "No bus address leads to a frame that has been freed.", NotDangling),
        new("I14c", "A page that a device has written is dirty by the time that no bus address knows of it.", Dirty),
        new("I14d", "No device uses a bus address that nothing backs, or without the right to.", StepClaims.Of(ViolationKind.Bus)),
        new("I14e", "Each bus address in use belongs to a reserved range or was asked for by itself, and then is given back with its "
            + "page.", Accounted),
    ];

    /// <summary>Whether a device's driver is at work on its mirror of an address space.</summary>
    internal static bool IsAtWork(in World world, int device, int space) =>
        world.Locks[LockClasses.Driver.First + (device * Capacity.Spaces) + space] != 0;

    private static Finding? Contained(in World world) => Find(in world, static (in world, device, place, mirror, address) =>
        address.IsLive && !(mirror.Access != MirrorAccess.None && mirror.Frame == address.Frame)
        && !IsAtWork(in world, device, place.Space));

    private static Finding? Backed(in World world) => Find(in world, static (in _, _, _, mirror, address) =>
        mirror.Access != MirrorAccess.None && !(address.IsLive && address.Frame == mirror.Frame
            && (address.IsWritable || mirror.Access == MirrorAccess.Read)));

    private static Finding? NotDangling(in World world) => Find(in world, static (in _, _, _, _, address) => address.IsDangling);

    private static Finding? Accounted(in World world) => Find(in world, static (in world, device, place, _, address) =>
        (address.IsLive && address.IsOwn == address.IsReserved)
        || (address.IsOwn && !address.IsLive && !IsAtWork(in world, device, place.Space)));

    private static Finding? Dirty(in World world)
    {
        const FrameStatus Both = FrameStatus.Written | FrameStatus.Dirty;
        for (byte i = 1; i <= world.FrameCount; i++)
        {
            var frame = new Frame(i);
            if ((world.Status(frame) & Both) == FrameStatus.Written && !IsKnown(in world, frame))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    private static bool IsKnown(in World world, Frame frame)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (world.Dmas[i].Frame == frame && world.Dmas[i].IsWritten)
            {
                return true;
            }
        }

        return false;
    }

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var (device, place) = (i / Capacity.Places, Place.At((i / Capacity.Pages) % Capacity.Spaces, i % Capacity.Pages));
            if (isBad(in world, device, place, world.Mirrors[i], world.Dmas[i]))
            {
                return new(place, device, world.Dmas[i].Frame);
            }
        }

        return null;
    }
}
