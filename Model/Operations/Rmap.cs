using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>The reverse map: which entries name a frame, and which VMAs a walk asks.</summary>
public static class Rmap
{
    /// <summary>The first entry of a kind that names a frame.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="kind">The kind of entry.</param>
    /// <param name="place">The place found.</param>
    /// <returns>False when there is none.</returns>
    public static bool TryFind(in World world, Frame frame, PteKind kind, out Place place)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var entry = world.Ptes[i];
            if (entry.Kind == kind && entry.Frame == frame)
            {
                place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
                return true;
            }
        }

        place = default;
        return false;
    }

    /// <summary>The place that a walk of the reverse map asks as the one with the given number (mm/rmap.c:rmap_walk): every VMA that might
    /// map the frame, by the offset at which it begins, then by when it was entered.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="number">The number, from 0.</param>
    /// <param name="place">The place found.</param>
    /// <returns>False when the walk has ended before.</returns>
    public static bool TryWalk(in World world, Frame frame, int number, out Place place)
    {
        var record = world[frame];
        var (memoryObject, offset) = record.IsAnonymous ? (0, record.Offset) : CacheSlot(in world, frame);
        Span<int> keys = stackalloc int[Capacity.Places];
        var count = 0;
        for (var i = 0; i < Capacity.Places; i++)
        {
            var vma = world.Vmas[i];
            if (!vma.IsFirst || !(record.IsAnonymous ? AnonVmas.IsInChain(in world, vma, record.AnonVma) : vma.Object == memoryObject))
            {
                continue;
            }

            var (start, end) = AddressSpace.Extent(in world, Place.At(i / Capacity.Pages, i % Capacity.Pages));
            if (offset >= vma.Offset && offset < vma.Offset + end - start)
            {
                var order = record.IsAnonymous ? world.AnonOrders[i] : world.FileOrders[i];
                keys[count++] = (vma.Offset << 16) | (order << 8) | i;
            }
        }

        place = default;
        if (number >= count)
        {
            return false;
        }

        keys[..count].Sort();
        var index = keys[number] & 0xFF;
        place = Place.At(index / Capacity.Pages, (index % Capacity.Pages) + offset - world.Vmas[index].Offset);
        return true;
    }

    private static (int Object, int Offset) CacheSlot(in World world, Frame frame)
    {
        for (var i = 0; i < Capacity.Objects * Capacity.Pages; i++)
        {
            if (world.Cache[i] == frame)
            {
                return (i / Capacity.Pages, i % Capacity.Pages);
            }
        }

        return (-1, 0);
    }
}
