using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>Invariants of memory that is pinned, cached or charged, wherever it lies.</summary>
internal static class CoherentClaims
{
    private delegate bool IsBad(in World world, Frame frame, FrameRecord record);

    /// <summary>No pin on device memory.</summary>
    public static Finding? NoForeignPin(in World world) => Find(in world, static (in world, frame, record) =>
        LongTermPin.IsPinned(in world, frame) && record.Kind != FrameKind.System);

    /// <summary>Who pinned a page and the process whose page it is go on to see the same one.</summary>
    public static Finding? PinnedAlone(in World world) => Find(in world, static (in world, frame, record) =>
        LongTermPin.IsPinned(in world, frame) && record is { IsAnonymous: true, Mappings: > 0 }
        && (record.Mappings > 1 || !record.IsExclusive));

    /// <summary>The page cache and the frames that it owns say the same of each other.</summary>
    public static Finding? Cached(in World world) => Find(in world, static (in world, frame, record) =>
        ((record.Marks & FrameMarks.Cached) != 0) != (CoherentMemory.Slot(in world, frame) >= 0));

    /// <summary>What belongs to a process or a file is charged, and a page that is being moved once.</summary>
    public static Finding? Charged(in World world) => Find(in world, static (in world, frame, record) =>
    {
        var isOwned = (record.Marks & FrameMarks.Cached) != 0 || IsNamed(in world, frame);
        var isCharged = (world.Status(frame) & FrameStatus.Charged) != 0;
        return isCharged ? IsOtherEnd(in world, frame) : isOwned && !IsOtherEnd(in world, frame);
    });

    /// <summary>Whether an entry names the frame, be it on its way.</summary>
    private static bool IsNamed(in World world, Frame frame)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            if (world.Ptes[i].Frame == frame)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the frame is the end of a move that is not the page: the destination until the move is committed, then the
    /// source.</summary>
    private static bool IsOtherEnd(in World world, Frame frame)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var migration = ref world.Flights[actor].Migration;
            for (var page = 0; page < world.PageCount; page++)
            {
                var isCommitted = (migration.Marks[page] & MigrationMarks.Committed) != 0;
                if ((isCommitted ? migration.Source[page] : migration.Target[page]) == frame)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (byte index = 1; index <= world.FrameCount; index++)
        {
            var frame = new Frame(index);
            if (world[frame].Kind == FrameKind.Free ? CoherentMemory.Slot(in world, frame) >= 0 : isBad(in world, frame, world[frame]))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }
}
