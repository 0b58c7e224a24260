using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>What the kernel's documentation promises beyond the invariants (Documentation/mm/hmm.rst).</summary>
public static class Promises
{
    /// <summary>The promises, by id.</summary>
    public static ImmutableArray<Invariant> All { get; } =
    [
        new("P1", "A range fault that asks for writing reports a page writable, or fails.", WriteIsHonoured),
    ];

    /// <summary>In Linux 6.12 a page of the caller's own private memory is reported as it is, even read-only: after fork, or after
    /// protection was taken away and given back.</summary>
    private static Finding? WriteIsHonoured(in World world)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref world.Flights[actor];
            if ((flight.Marks & FlightMarks.RequestWrite) == 0 || (flight.Marks & FlightMarks.Reading) == 0)
            {
                continue;
            }

            for (var page = flight.Range.Start; page < flight.Range.Cursor; page++)
            {
                var place = new Place(flight.At.Space, page);
                if (!IsWritable(flight.Range.Results[page]) && world[place].Kind == PteKind.Private)
                {
                    return new(place, flight.At.Device, world[place].Frame);
                }
            }
        }

        return null;
    }

    private static bool IsWritable(ushort result) => RangeResults.Has(result, RangeResults.Writable);
}
