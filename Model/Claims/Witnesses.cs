using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>What must be able to happen in Linux's protocol.</summary>
public static class Witnesses
{
    /// <summary>All witnesses, by id.</summary>
    public static ImmutableArray<Witness> All { get; } =
    [
        new("W1", "A device maps a page for writing.", "page", static (in world) =>
            Mirrored(in world, static entry => entry.Access == MirrorAccess.Write)),
        new("W2", "A page is in memory that the CPU cannot address.", "page", static (in world) => Has(in world, PteKind.Private)),
        new("W3", "A page is on its way.", "page", static (in world) => Has(in world, PteKind.Migration)),
        new("W4", "A device has a page for itself.", "page", static (in world) => Has(in world, PteKind.Exclusive)),
        new("W5", "A read section must be begun again.", "page", static (in world) =>
            Flies(in world, static flight => (flight.Marks & (FlightMarks.Reading | FlightMarks.Stale))
                == (FlightMarks.Reading | FlightMarks.Stale))),
        new("W6", "A reader waits for an invalidation.", "page", static (in world) => world.Space(0).Busy != 0),
        new("W7", "A fault holds a device page while its migration runs elsewhere.", "writers", static (in world) =>
            Flies(in world, static flight => !flight.Fault.Held.IsNone) && Has(in world, PteKind.Migration)),
        new("W8", "Two invalidations run at once.", "writers", static (in world) => world.Space(0).Active > 1),
    ];

    /// <summary>Whether a page table has an entry of a kind.</summary>
    /// <param name="world">The world.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>True when one has.</returns>
    internal static bool Has(in World world, PteKind kind)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            if (world.Ptes[i].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a mirror has an entry of a kind.</summary>
    /// <param name="world">The world.</param>
    /// <param name="asks">The kind.</param>
    /// <returns>True when one has.</returns>
    internal static bool Mirrored(in World world, Func<MirrorEntry, bool> asks)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (asks(world.Mirrors[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operation in flight has something about it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="asks">What.</param>
    /// <returns>True when one has.</returns>
    internal static bool Flies(in World world, Func<Flight, bool> asks)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            if (world.Flights[actor].Position != 0 && asks(world.Flights[actor]))
            {
                return true;
            }
        }

        return false;
    }
}
