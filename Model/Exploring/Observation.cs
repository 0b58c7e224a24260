using Hmm.Model.Exploring.Recording;
using Hmm.Model.Memory;

namespace Hmm.Model.Exploring;

/// <summary>What the recorder would see of a world: the driver's snapshot through device 0, and /proc/PID/pagemap.</summary>
internal static class Observation
{
    /// <summary>The driver's snapshot byte of a page, asked through device 0.</summary>
    public static byte Permission(in World world, Place place)
    {
        var vma = world.Vma(place);
        if (!vma.IsMapped || vma.Protection == Access.None)
        {
            return 0xFF;
        }

        var entry = world[place];
        var rights = entry.IsWritable ? 2 : 1;
        var frame = world[entry.Frame];
        return entry.Kind switch
        {
            PteKind.Zero => 0x11,
            PteKind.Present when entry.Access == Access.None => 0,
            PteKind.Present when frame.Kind == FrameKind.Coherent => (byte)(rights | (frame.Device == 0 ? 0x40 : 0x50)),
            PteKind.Present => (byte)rights,
            PteKind.Private when frame.Device == 0 => (byte)(rights | 0x20),
            _ => 0,
        };
    }

    /// <summary>What pagemap, kpagecount and kpageflags say of a page.</summary>
    /// <param name="world">The world.</param>
    /// <param name="place">The page.</param>
    /// <param name="number">The number that stands for the frame.</param>
    public static ObservedEntry Entry(in World world, Place place, int number)
    {
        var entry = world[place];
        var frame = world[entry.Frame];
        var sole = frame.Mappings == 1;
        return entry.Kind switch
        {
            PteKind.None => ObservedEntry.None,
            PteKind.Zero => ObservedEntry.Zero,
            PteKind.Present when frame.Kind == FrameKind.Coherent => ObservedEntry.Coherent(frame.Device, number, sole),
            PteKind.Present => ObservedEntry.Ram(number, frame.Mappings, !frame.IsAnonymous, sole),
            PteKind.Private => ObservedEntry.Private(frame.Device, number, entry.IsWritable, isSole: false),
            PteKind.Exclusive => ObservedEntry.Exclusive(number, entry.IsWritable, isSole: false),
            _ => ObservedEntry.None,
        };
    }
}
