using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Counting what a world holds, independently of the counts that it keeps.</summary>
internal static class Walk
{
    /// <summary>The entries that name a frame: those that count as mappings, and device-exclusive or swap entries.</summary>
    public static (int Mapped, int Exclusive) Entries(in World world, Frame frame)
    {
        var (mapped, exclusive) = (0, 0);
        for (var space = 0; space < Capacity.Spaces; space++)
        {
            for (var page = 0; page < world.PageCount; page++)
            {
                var entry = world.Ptes[(space * Capacity.Pages) + page];
                if (entry.Frame == frame)
                {
                    mapped += entry.Kind is PteKind.Present or PteKind.Private or PteKind.Locked ? 1 : 0;
                    exclusive += entry.Kind is PteKind.Exclusive or PteKind.Swapped ? 1 : 0;
                }
            }
        }

        return (mapped, exclusive);
    }

    /// <summary>The references that operations in flight hold.</summary>
    public static int Held(in World world, Frame frame)
    {
        var held = 0;
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref world.Flights[actor];
            if (flight.Position == 0)
            {
                continue;
            }

            held += (flight.Fault.Held == frame ? 1 : 0) + (flight.Fault.Fresh == frame ? 1 : 0);
            held += (flight.Reclaim.Page == frame ? 1 : 0) + (flight.Reclaim.Slot == frame ? 1 : 0);
            for (var page = 0; page < Math.Max(world.PageCount, (byte)1); page++)
            {
                held += (flight.Migration.Source[page] == frame ? 1 : 0) + (flight.Migration.Target[page] == frame ? 1 : 0);
                held += (flight.Marks & FlightMarks.Pinning) != 0 && page < flight.Range.Cursor
                    && (byte)flight.Range.Results[page] == frame.Index
                    ? 1
                    : 0;
            }
        }

        return held;
    }
}
