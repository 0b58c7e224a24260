using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of pages on which a device does atomic operations, alone or beside readers.</summary>
internal static class AtomicClaims
{
    private delegate bool IsBad(in World world, int device, Place place, Frame frame);

    /// <summary>Alone means that nobody maps the page; beside readers, that no other device writes it.</summary>
    public static Finding? Isolation(in World world) => Find(in world, static (in world, device, place, frame) =>
        world[place].Kind == PteKind.Exclusive
            ? IsMappedByAnother(in world, device, frame, MirrorAccess.Read)
            : !world[place].IsGuarded || IsMappedByAnother(in world, device, frame, MirrorAccess.Write));

    /// <summary>No table lets a CPU write it.</summary>
    public static Finding? Revocation(in World world) => Find(in world, static (in world, _, _, frame) =>
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            if (world.Ptes[i] is { Kind: PteKind.Present, IsWritable: true } entry && entry.Frame == frame)
            {
                return true;
            }
        }

        return false;
    });

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var entry = world.Mirrors[i];
            var (device, place) = (i / Capacity.Places, Place.At((i % Capacity.Places) / Capacity.Pages, i % Capacity.Pages));
            if (entry.Access == MirrorAccess.Atomic && !entry.IsDangling && !MirrorClaims.IsCallbackDue(in world, device, place)
                && isBad(in world, device, place, entry.Frame))
            {
                return new(place, device, entry.Frame);
            }
        }

        return null;
    }

    private static bool IsMappedByAnother(in World world, int device, Frame frame, MirrorAccess least)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var entry = world.Mirrors[i];
            var place = Place.At((i % Capacity.Places) / Capacity.Pages, i % Capacity.Pages);
            if (i / Capacity.Places != device && entry.Access >= least && entry.Frame == frame && !entry.IsDangling
                && !MirrorClaims.IsCallbackDue(in world, i / Capacity.Places, place))
            {
                return true;
            }
        }

        return false;
    }
}
