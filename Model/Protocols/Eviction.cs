using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>Eviction and reclaim where memory is full.</summary>
public static class Eviction
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "eviction", "Device memory and system memory have an end: drivers evict, memory management swaps, and everybody gets on.")
    {
        Origin = "Linux leaves pressure on device memory to each driver, and swaps system memory as it always did; nothing says how the "
            + "two meet. Here a driver evicts before it holds any lock, and whoever finds system memory full reclaims a page before it "
            + "holds any page, and keeps it: otherwise others can take every page that an eviction reclaims, for ever. The fault is that "
            + "of Linux 6.15: with that of 6.12, faults and eviction can make each other start over for ever.",
        Operations = static driver => [Reclaim.Operation(driver), Pressure.Evict(driver)],
        Amend = static operation => FreeList.Bound(LockedFault.Extension.Amend(operation)),
        Splice = static (driver, operation) => SystemMemory.Bound(Pressure.Relieve(driver, operation)),
        Invariants =
        [
            new("E1", "Neither system memory nor a device's memory holds more pages than there are.", PressureClaims.WithinLimits),
            new("E2", "Neither the CPU nor a device maps what is in swap space.", PressureClaims.SwapIsNotMapped),
            new("E3", "No page is taken of a device's memory that is full.",
                StepClaims.Of(ViolationKind.Registration)),
        ],
        Witnesses = Witnesses(),
        Mutants = Mutants(),
        Scopes = [.. EvictionScopes.All],
    };

    private static ImmutableArray<Witness> Witnesses() =>
    [
        new("EW1", "A page is in swap space.", "swap", static (in world) => Claims.Witnesses.Has(in world, PteKind.Swapped)),
        new("EW2", "Somebody waits for a page that is still being written out.", "swap", static (in world) =>
            Claims.Witnesses.Flies(in world, static flight => !flight.Reclaim.Slot.IsNone)
            && Claims.Witnesses.Flies(in world, static flight => flight.Fault.Original.Kind == PteKind.Swapped
                && !flight.Fault.Held.IsNone && flight.Fault.Fresh.IsNone)),
        new("EW3", "A device's fault reads a page in from swap space.", "swap", static (in world) =>
            Claims.Witnesses.Flies(in world, static flight => (flight.Marks & FlightMarks.RequestFault) != 0
                && flight.Fault.Original.Kind == PteKind.Swapped && !flight.Fault.Fresh.IsNone)),
        new("EW4", "A fault reclaims a page before it goes on.", "full", static (in world) =>
            Claims.Witnesses.Flies(in world, static flight => flight.Fault.Access != Access.None && !flight.Reclaim.Page.IsNone)),
        new("EW5", "A page is driven out of a device's memory to make room for another.", "full", static (in world) =>
            Claims.Witnesses.Flies(in world, static flight => flight.Migration.Whole && !flight.Migration.Source[0].IsNone)),
        new("EW6", "A page is in swap space while another is in a device's memory.", "full", static (in world) =>
            Claims.Witnesses.Has(in world, PteKind.Swapped) && Claims.Witnesses.Has(in world, PteKind.Private)),
        new("EW7", "A parent and its child share a page in swap space.", "swap-fork", static (in world) =>
            world[new Place(0, 0)] is { Kind: PteKind.Swapped } entry && world[new Place(1, 0)].Frame == entry.Frame),
    ];

    private static ImmutableArray<Mutant> Mutants() =>
    [
        new("reclaim-unannounced", "Reclaim takes a page without telling the devices that map it.", "swap",
            DoNotAnnounce("announce the reclaim", "end the reclaim's notice")),
        new("not-written-out", "A page is freed whose contents were not written to swap space.", "swap", Drop("write the page out")),
        new("read-before-written", "A fault reads a page in that is still being written out.", "swap", DoNotWait("lock the slot")),
        new("slot-leaked", "Reading a page in leaves its slot of swap space in use.", "swap", AndThen("hold the slot", static d =>
        {
            if (!d.Me.Fault.Held.IsNone)
            {
                d.Get(d.Me.Fault.Held);
            }
        })),
        new("slot-mapped", "The entry that a fault puts maps the slot instead of the page that was read.", "swap",
            AndThen("put the swap entry", static d =>
            {
                if (d[d.Me.Reclaim.Mapping].Kind == PteKind.Swapped)
                {
                    d.AddMapping(d.Me.Reclaim.Slot);
                }
            })) { Claim = "E2" },
        new("no-limit", "A page is read in although system memory is full.", "full", AndThen("read the page in", static d =>
        {
            if (d.Me.Fault.Fresh.IsNone)
            {
                d.Me.Fault.Fresh = d.AllocateAnonymous(CpuFault.Place(d), d[d.Me.Fault.Held].Content);
            }
        })),
        new("device-overfull", "A driver takes a page although its device's memory is full.", "full",
            AndThen("copy a page to the device", static d =>
            {
                ref var target = ref d.Me.Migration.Target[d.Me.Migration.Cursor - 1];
                target = target.IsNone ? d.AllocateDevice(d.Me.Migration.Device, 0) : target;
            })) { Claim = "E3" },
        new("evicted-blank", "Eviction frees a page of device memory without copying it.", "full",
            AndThen("copy a page to memory", static d =>
            {
                if (d.Me.Migration is { Whole: true } migration && !migration.Target[0].IsNone)
                {
                    d[migration.Target[0]] = d[migration.Target[0]] with { Content = 0 };
                }
            })),
    ];
}
