using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of what devices map.</summary>
internal static class MirrorClaims
{
    private delegate bool IsBad(in World world, int device, Place place, MirrorEntry entry);

    public static Finding? Subset(in World world) => Find(in world, static (in world, device, place, entry) =>
        !entry.IsDangling && !Matches(in world, place, entry) && !IsCallbackDue(in world, device, place)
        && !IsOwnOperation(in world, device, place, entry));

    public static Finding? NotDangling(in World world) =>
        Find(in world, static (in world, device, place, entry) => entry.IsDangling && !IsCallbackDue(in world, device, place));

    public static Finding? OwnerHonesty(in World world) => Find(in world, static (in world, device, place, entry) =>
        !entry.IsDangling && world[entry.Frame] is { Kind: FrameKind.Private } frame && frame.Device != world.Owner(device));

    /// <summary>Atomic access: the CPU's entry says so, and no other device maps the frame.</summary>
    public static Finding? Isolation(in World world) => Find(in world, static (in world, device, place, entry) =>
        entry.Access == MirrorAccess.Atomic && !IsCallbackDue(in world, device, place)
        && (world[place].Kind != PteKind.Exclusive || IsMappedByAnother(in world, device, entry.Frame)));

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            for (var space = 0; space < Capacity.Spaces; space++)
            {
                for (var page = 0; page < world.PageCount; page++)
                {
                    var place = Place.At(space, page);
                    var entry = world.Mirror(device, place);
                    if (entry.Access != MirrorAccess.None && isBad(in world, device, place, entry))
                    {
                        return new(place, device, entry.Frame);
                    }
                }
            }
        }

        return null;
    }

    private static bool Matches(in World world, Place place, MirrorEntry entry)
    {
        var table = world[place];
        return table.Kind switch
        {
            PteKind.Zero => entry.Frame.IsNone && entry.Access == MirrorAccess.Read,
            PteKind.Present or PteKind.Private or PteKind.Locked => table.Frame == entry.Frame && entry.Access switch
            {
                MirrorAccess.Read => table.Access != Access.None,
                MirrorAccess.Write => table.IsWritable,
                _ => table.IsGuarded,
            },
            PteKind.Exclusive => table.Frame == entry.Frame && entry.Access == MirrorAccess.Atomic,
            _ => false,
        };
    }

    /// <summary>Whether an invalidation of the page runs whose callback to the device has not returned.</summary>
    internal static bool IsCallbackDue(in World world, int device, Place place)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var notice = ref world.Flights[actor].Notice;
            if (notice.Started && notice.Calling && notice.Space == place.Space && notice.Start <= place.Page && place.Page < notice.End
                && notice.Device <= device)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the device itself is moving the page: until the copy is made it may still map the source, and once the move is
    /// committed it may map the destination.</summary>
    private static bool IsOwnOperation(in World world, int device, Place place, MirrorEntry entry)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var migration = ref world.Flights[actor].Migration;
            if (world.Flights[actor].Position == 0 || migration.Device != device || migration.Space != place.Space
                || place.Page < migration.Start || place.Page >= migration.End || migration.Whole)
            {
                continue;
            }

            var table = world[place];
            var target = migration.Target[place.Page];
            var before = table.Kind == PteKind.Migration && table.Frame == entry.Frame && target.IsNone;
            var after = table.Kind == PteKind.Migration && target == entry.Frame
                && (migration.Marks[place.Page] & MigrationMarks.Committed) != 0;
            var hole = table.Frame == target && !target.IsNone && entry.Frame.IsNone;
            if (before || after || hole)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMappedByAnother(in World world, int device, Frame frame)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (i / Capacity.Places != device && world.Mirrors[i].Access != MirrorAccess.None && world.Mirrors[i].Frame == frame)
            {
                return true;
            }
        }

        return false;
    }
}
