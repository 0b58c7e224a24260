using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Worlds;

/// <summary>Who holds a frame, counted from the tables alone.</summary>
/// <param name="Mappings">Entries that map it: present ones, and those of a device's private memory.</param>
/// <param name="Exclusives">Entries by which a device has it to itself.</param>
/// <param name="Slots">Slots of the page cache.</param>
/// <param name="Others">Entries of other kinds, of which there are none while nothing is in flight.</param>
public readonly record struct Holders(int Mappings, int Exclusives, int Slots, int Others)
{
    /// <summary>References that the holders own together.</summary>
    public int References => Mappings + Exclusives + Slots;

    /// <summary>Counts the holders of every frame.</summary>
    /// <param name="world">The world.</param>
    /// <returns>The holders, by the frame's index.</returns>
    public static Holders[] Of(in World world)
    {
        var holders = new Holders[Capacity.Frames];
        for (byte process = 0; process < Capacity.Spaces; process++)
        {
            for (byte page = 0; page < Capacity.Pages; page++)
            {
                var entry = world[new Place(process, page)];
                ref var of = ref holders[entry.Frame.Index];
                of = entry.Kind switch
                {
                    PteKind.Present or PteKind.Private => of with { Mappings = of.Mappings + 1 },
                    PteKind.Exclusive => of with { Exclusives = of.Exclusives + 1 },
                    PteKind.None or PteKind.Zero => of,
                    PteKind.Migration or PteKind.Locked or PteKind.Swapped => of with { Others = of.Others + 1 },
                };
            }
        }

        for (var memoryObject = 0; memoryObject < Capacity.Objects; memoryObject++)
        {
            for (var offset = 0; offset < Capacity.Pages; offset++)
            {
                ref var of = ref holders[world.Cached(memoryObject, offset).Index];
                of = of with { Slots = of.Slots + 1 };
            }
        }

        holders[Frame.None.Index] = default;
        return holders;
    }
}
