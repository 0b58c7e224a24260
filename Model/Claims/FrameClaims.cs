using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of frames: owners, references, mappings, exclusivity.</summary>
internal static class FrameClaims
{
    public static Finding? SingleOwner(in World world)
    {
        for (var place = 0; place < Capacity.Places; place++)
        {
            var entry = world.Ptes[place];
            if (!entry.Frame.IsNone && world[entry.Frame].Kind == FrameKind.Free)
            {
                return new(Place.At(place / Capacity.Pages, place % Capacity.Pages), -1, entry.Frame);
            }
        }

        return null;
    }

    public static Finding? References(in World world)
    {
        for (var i = 1; i <= world.FrameCount; i++)
        {
            var record = world.Frames[i];
            if (record.Kind == FrameKind.Free)
            {
                continue;
            }

            var frame = new Frame((byte)i);
            var (mapped, exclusive) = Walk.Entries(in world, frame);
            var cached = (record.Marks & FrameMarks.Cached) != 0 ? 1 : 0;
            var pinned = (world.Status(frame) & FrameStatus.Pinned) != 0 ? 1 : 0;
            if (record.References != mapped + exclusive + cached + pinned + Walk.Held(in world, frame))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    public static Finding? Mappings(in World world)
    {
        for (var i = 1; i <= world.FrameCount; i++)
        {
            var frame = new Frame((byte)i);
            if (world.Frames[i].Kind != FrameKind.Free && world.Frames[i].Mappings != Walk.Entries(in world, frame).Mapped)
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    public static Finding? Exclusivity(in World world)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var entry = world.Ptes[i];
            if (entry.Kind is not (PteKind.Present or PteKind.Private))
            {
                continue;
            }

            var record = world[entry.Frame];
            var shared = record.IsAnonymous && record.IsExclusive && record.Mappings > 1;
            var unowned = record.IsAnonymous && entry.IsWritable && !record.IsExclusive;
            if (shared || unowned)
            {
                return new(Place.At(i / Capacity.Pages, i % Capacity.Pages), -1, entry.Frame);
            }
        }

        return null;
    }

    public static Finding? ExclusiveOnce(in World world)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var entry = world.Ptes[i];
            if (entry.Kind == PteKind.Exclusive && Walk.Entries(in world, entry.Frame) != (0, 1))
            {
                return new(Place.At(i / Capacity.Pages, i % Capacity.Pages), -1, entry.Frame);
            }
        }

        return null;
    }
}
