using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of files whose pages may be in a device's memory.</summary>
internal static class FileClaims
{
    /// <summary>What a table maps of a file is the page cache's.</summary>
    public static Finding? OneCopy(in World world)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var (entry, vma) = (world.Ptes[i], world.Vmas[i]);
            if (entry.Kind is PteKind.Present or PteKind.Private && vma.Object is >= 1 and <= Capacity.Files
                && !world[entry.Frame].IsAnonymous && world.Cached(vma.Object, vma.Offset) != entry.Frame)
            {
                return new(Place.At(i / Capacity.Pages, i % Capacity.Pages), -1, entry.Frame);
            }
        }

        return null;
    }

    public static Finding? NotStoredFromDevice(in World world) => Find(in world, static (in world, frame, status) =>
        (status & FrameStatus.Writeback) != 0 && world[frame].Kind != FrameKind.System);

    public static Finding? StableWhileStored(in World world) => Find(in world, static (in world, frame, status) =>
        (status & FrameStatus.Writeback) != 0 && IsWritable(in world, frame));

    /// <summary>A page that is being moved has its mark on the one of the two that is the cache's.</summary>
    public static Finding? CleanIsStored(in World world)
    {
        for (var i = 0; i < Capacity.Files * Capacity.Pages; i++)
        {
            var (file, offset) = (i / Capacity.Pages, i % Capacity.Pages);
            var frame = world.Cached(file + 1, offset);
            if (!frame.IsNone && world.Status(frame) == FrameStatus.None && world[frame].Content != world.Stored(file, offset))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    private static bool IsWritable(in World world, Frame frame)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            if (world.Ptes[i].Frame == frame && world.Ptes[i] is { IsWritable: true, Kind: PteKind.Present or PteKind.Private })
            {
                return true;
            }
        }

        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (world.Mirrors[i].Frame == frame && world.Mirrors[i] is { Access: MirrorAccess.Write, IsDangling: false })
            {
                return true;
            }
        }

        return false;
    }

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (byte index = 1; index < Capacity.Frames; index++)
        {
            if (isBad(in world, new(index), world.Status(new(index))))
            {
                return new(default, -1, new(index));
            }
        }

        return null;
    }

    private delegate bool IsBad(in World world, Frame frame, FrameStatus status);
}
