using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Worlds;

/// <summary>What a page holds, looked up in a world without touching it.</summary>
public static class Contents
{
    /// <summary>The value that a mapped page holds.</summary>
    /// <param name="world">The world, in which nothing is in flight.</param>
    /// <param name="place">The page.</param>
    /// <returns>The value: that of the entry's frame, of the page cache, or zero.</returns>
    public static int Of(in World world, Place place)
    {
        var entry = world[place];
        var vma = world.Vma(place);
        return entry.Kind switch
        {
            PteKind.Zero => 0,
            PteKind.None when vma.Object == 0 => 0,
            PteKind.None => world[world.Cached(vma.Object, vma.Offset)].Content,
            _ => world[entry.Frame].Content,
        };
    }
}
