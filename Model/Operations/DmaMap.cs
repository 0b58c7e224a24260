using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Bus addresses for what a device's mirror maps: linked to a page when it is mapped, unlinked before the callback returns that
/// takes it away.</summary>
internal static class DmaMap
{
    /// <summary>-ENOMEM.</summary>
    public const short NoMemory = -12;

    private static readonly ImmutableArray<string> Addresses = ["there are addresses", "no address is left"];

    /// <summary>Links what a range fault has reported, with the driver's mutex held and the retry check made.</summary>
    /// <returns>The step.</returns>
    public static Step Link() => Choose("link the bus addresses", Addresses, MayLack, static d =>
    {
        d.Me.Status = d.Arm == 0 ? (short)0 : NoMemory;
        for (var page = d.Me.Range.Start; page < Reported(d) && d.Arm == 0; page++)
        {
            var result = RangeResults.Entry(d.Me.Range.Results[page]);
            var place = new Place(d.At.Space, page);
            d.SetDma(d.At.Device, place, d.World.Dma(d.At.Device, place).Linked(result.Frame, result.Access == MirrorAccess.Write));
        }
    })
        .Because("An address of a reserved range needs none of the allocator's; whether that has any left depends on other devices.")
        .If(static d => d.Me.Status != 0, "no bus address");

    /// <summary>Where linking fails: nothing is mapped.</summary>
    /// <returns>The step.</returns>
    public static Step Refuse() => Do("no bus address", static d =>
    {
        Sequence.Close(d);
        d.Me.Range = default;
        d.Me.Marks &= ~FlightMarks.Retrying;
        d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space);
    })
        .Then("give up") with { Releases = [new(LockClasses.Driver)] };

    /// <summary>Unlinks what the mirror has lost of the range in <see cref="Flight.Notice"/>, with the driver's mutex held: when nobody is
    /// on the way to it, first the addresses, then what was written is made dirty.</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Unmap() =>
    [
        Await("wait for accesses under way", static d => !IsAccessed(d), static _ => { })
            .Because("The device has no entry any more, but may have translated an address before it went."),
        Do("unlink the bus addresses", static d => ForEach(d, static (d, place, entry) =>
            d.SetDma(d.Me.Notice.Device, place, entry.Unlinked())))
            .From("drivers/infiniband/core/umem_odp.c:ib_umem_odp_unmap_dma_pages"),
        Do("make the written pages dirty", static d => ForEach(d, static (d, place, entry) =>
        {
            if (entry.IsWritten && !entry.IsDangling)
            {
                d.SetStatus(entry.Frame, d.World.Status(entry.Frame) | FrameStatus.Dirty);
            }

            d.SetDma(d.Me.Notice.Device, place, entry.Emptied());
        })).From("drivers/infiniband/core/umem_odp.c:ib_umem_odp_unmap_dma_pages"),
    ];

    /// <summary>Links what the driver has just put into the mirror without a fault.</summary>
    /// <param name="d">The draft.</param>
    public static void BackMirror(Draft d)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var place = new Place(d.At.Space, page);
            var entry = d.World.Mirror(d.At.Device, place);
            if (entry.Access is MirrorAccess.Write or MirrorAccess.Atomic)
            {
                d.SetDma(d.At.Device, place, d.World.Dma(d.At.Device, place).Linked(entry.Frame, writable: true));
            }
        }
    }

    /// <summary>Notes that a device has written a page.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="page">The page.</param>
    public static void Wrote(Draft d, int page)
    {
        var place = Place.At(d.At.Space, page);
        var entry = d.World.Dma(d.At.Device, place);
        d.SetDma(d.At.Device, place, entry.AfterWrite());
        d.SetStatus(entry.Frame, d.World.Status(entry.Frame) | FrameStatus.Written);
    }

    /// <summary>Lets what is kept of a page follow it to its new place.</summary>
    /// <param name="d">The draft, in which a page was committed to its destination, or was not.</param>
    public static void CarryStatus(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        if ((migration.Marks[migration.Cursor] & MigrationMarks.Committed) != 0)
        {
            var status = d.World.Status(migration.Source[migration.Cursor]) & (FrameStatus.Dirty | FrameStatus.Written);
            d.SetStatus(migration.Target[migration.Cursor], d.World.Status(migration.Target[migration.Cursor]) | status);
        }
    }

    private static bool MayLack(Draft d)
    {
        for (var page = d.Me.Range.Start; page < Reported(d) && d.Arm > 0; page++)
        {
            if (d.World.Dma(d.At.Device, new(d.At.Space, page)) is { IsReserved: false, IsLive: false })
            {
                return true;
            }
        }

        return d.Arm == 0;
    }

    /// <summary>The end of the pages that the driver is going to map.</summary>
    private static byte Reported(Draft d)
    {
        var end = d.Me.Range.Start;
        while (end < d.Me.Range.End && ((d.Me.Marks & FlightMarks.RequestWrite) == 0
            || RangeResults.Has(d.Me.Range.Results[end], RangeResults.Writable)))
        {
            end++;
        }

        return end;
    }

    private static bool IsAccessed(Draft d)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref d.World.Flights[actor];
            if ((flight.Marks & FlightMarks.Accessing) != 0
                && flight.At.Device == d.Me.Notice.Device && flight.At.Space == d.Me.Notice.Space
                && flight.Cursor >= d.Me.Notice.Start && flight.Cursor < d.Me.Notice.End)
            {
                return true;
            }
        }

        return false;
    }

    private static void ForEach(Draft d, Visit visit)
    {
        for (var page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
        {
            var place = new Place(d.Me.Notice.Space, page);
            var entry = d.World.Dma(d.Me.Notice.Device, place);
            if (entry != entry.Emptied())
            {
                visit(d, place, entry);
            }
        }
    }

    private delegate void Visit(Draft d, Place place, DmaEntry entry);
}
