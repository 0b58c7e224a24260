using System.Collections.Immutable;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Claims;

/// <summary>What holds of an adapter with on-demand paging, what must be able to happen, and the mistakes that must be noticed.</summary>
internal static class PagingClaims
{
    /// <summary>The invariants: those of bus addresses, and those of regions.</summary>
    public static ImmutableArray<Invariant> Invariants { get; } =
    [
        .. DmaClaims.All,
        new("I14f", "An adapter has translations of nothing but the pages of its registered regions.", InRegions),
        new("I14g", "A region is freed only when no fault works on it.", NotFreed),
    ];

    /// <summary>The witnesses.</summary>
    /// <param name="region">The scope of an adapter alone.</param>
    /// <param name="both">The scope of an adapter beside a device with memory.</param>
    /// <returns>The witnesses.</returns>
    public static ImmutableArray<Witness> Witnesses(string region, string both) =>
    [
        new("W14f", "A region is revoked while a fault works on it.", region, static (in world) =>
            world.Dma(0, default).IsRevoked
            && Claims.Witnesses.Flies(in world, static flight => (flight.Marks & FlightMarks.Holding) != 0)),
        new("W14g", "A remote peer has written a page that was never pinned, and the page is dirty after it went.", region,
            static (in world) => world.Dma(0, default) is { IsLive: false } && world[default(Place)] is { Kind: PteKind.Present } entry
                && (world.Status(entry.Frame) & (FrameStatus.Written | FrameStatus.Dirty)) == (FrameStatus.Written | FrameStatus.Dirty)),
        new("W14h", "An adapter's fault has a page brought back from the other device's memory.", both, static (in world) =>
            world[default(Place)].Kind == PteKind.Migration && Claims.Witnesses.Flies(in world, static flight =>
                flight.At.Device == 1 && (flight.Marks & FlightMarks.Holding) != 0 && !flight.Fault.Held.IsNone)),
    ];

    /// <summary>The mutants.</summary>
    /// <param name="region">The scope of an adapter alone.</param>
    /// <param name="both">The scope of an adapter beside a device with memory.</param>
    /// <returns>The mutants.</returns>
    public static ImmutableArray<Mutant> Mutants(string region, string both) =>
    [
        new("region-freed-under-fault", "A region is freed while a fault works on it: of the kind of d3d930411ce3 (CVE-2025-21714).",
            region, DoNotWait("wait for faults under way")),
        new("key-not-revoked", "A region is freed although remote peers still find it.", region, Drop("revoke the key")) { Claim = "I14f" },
        new("translation-kept", "The adapter's callback leaves its translations as they are.", both,
            Drop("adapter: erase the translations")),
        new("adapter-not-stamped", "The adapter's callback does not set the sequence number.", both,
            Drop("adapter: set the sequence number")),
        new("adapter-access-not-awaited", "The adapter's callback does not wait for an access that has its translation already.", both,
            DoNotWait("adapter: wait for accesses under way")),
        new("adapter-retry-forgotten", "The adapter's fault maps what it has found without a look at the sequence number.", both,
            GoOn("check whether to retry")),
    ];

    private static Finding? InRegions(in World world)
    {
        var adapter = OnDemandPaging.Adapter(in world);
        for (var i = 0; i < Capacity.Places; i++)
        {
            var place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
            if (world.Mirror(adapter, place).Access != MirrorAccess.None && !world.Dma(adapter, place).IsReserved)
            {
                return new(place, adapter, world.Mirror(adapter, place).Frame);
            }
        }

        return null;
    }

    private static Finding? NotFreed(in World world)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref world.Flights[actor];
            var place = new Place(flight.At.Space, flight.Cursor);
            if ((flight.Marks & FlightMarks.Holding) != 0 && !world.Dma(flight.At.Device, place).IsReserved)
            {
                return new(place, flight.At.Device);
            }
        }

        return null;
    }
}
