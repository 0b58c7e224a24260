using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>Memory objects: named files, and the nameless ones behind shared anonymous mappings,
/// which live as long as they are mapped.</summary>
internal static class Objects
{
    /// <summary>The number of an object that nothing maps.</summary>
    public static byte Fresh(Draft d)
    {
        Span<bool> used = stackalloc bool[32];
        used[..(Capacity.Files + 1)].Fill(true);
        for (var i = 0; i < Capacity.Places; i++)
        {
            used[d.World.Vmas[i].Object] = true;
        }

        var found = used.IndexOf(false);
        if (found >= Capacity.Objects)
        {
            d.Report(new Violation(ViolationKind.Capacity, 0, 0, 0, 0, 0));
            found = Capacity.Objects - 1;
        }

        return (byte)found;
    }

    /// <summary>Frees the pages of nameless objects that no VMA maps any more: nobody can reach them again.</summary>
    public static void Collect(Draft d)
    {
        for (var i = (Capacity.Files + 1) * Capacity.Pages; i < Capacity.Objects * Capacity.Pages; i++)
        {
            var frame = d.World.Cache[i];
            if (!frame.IsNone && !IsMapped(in d.World, i / Capacity.Pages, i % Capacity.Pages))
            {
                d.World.Cache[i] = Frame.None;
                Drop(d, frame);
            }
        }
    }

    /// <summary>Drops the page cache's hold on a frame.</summary>
    public static void Drop(Draft d, Frame frame)
    {
        d[frame] = d[frame] with { Marks = d[frame].Marks & ~FrameMarks.Cached };
        d.Put(frame);
    }

    private static bool IsMapped(in World world, int memoryObject, int offset)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            if (world.Vmas[i].Object == memoryObject && world.Vmas[i].Offset == offset)
            {
                return true;
            }
        }

        return false;
    }
}
