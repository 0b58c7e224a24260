using System.Collections.Immutable;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Mistakes that suggest themselves, and those that reading the kernel's test driver brought up.</summary>
internal static class Systematic
{
    private const string NoBusAddresses = "Bus addresses are no part of Linux's protocol here.";
    private const string NoLocking = "Linux has no ranges locked to a device.";

    public static ImmutableArray<KnownMistake> All { get; } =
    [
        new("M1", "A callback does not set the sequence number."),
        new("M2", "A callback sets the sequence number without the driver's lock."),
        new("M3", "The sequence number is looked at before the driver's lock is taken."),
        new("M4", "The mirror is written after the driver's lock was released."),
        new("M5", "The results of a range fault are used after another invalidation."),
        new("M6", "A driver ignores its own migration without doing what it is told by it."),
        new("M7", "A driver ignores clearing, too."),
        new("M8", "Pages are copied before their other mappings are gone.")
            { Beyond = "An anonymous page that several tables map is read-only in all of them, and the reference test refuses the move." },
        new("M9", "A page moves without the reference test.")
            { Beyond = "Whoever holds a reference looks at the entry again before using the page; long-term pins are not modelled." },
        new("M10", "A read-only page comes back writable."),
        new("M11", "Fork leaves device memory writable in the parent."),
        new("M12", "Fork copies device-exclusive entries."),
        new("M13", "Clearing an entry of device memory keeps its reference."),
        new("M14", "Clearing a migration entry drops a reference."),
        new("M15", "An exclusive page is given back before the device is told."),
        new("M16", "Making a page exclusive leaves it mapped."),
        new("M17", "A device page is on the free list before its accounts are settled.")
            { Beyond = "Charges and free lists are no part of Linux's protocol here." },
        new("M18", "Device memory is removed while it is still handed out."),
        new("M19", "Eviction waits for one page's lock while it holds another's.")
            { Beyond = "Eviction takes pages one by one here." },
        new("M20", "Collecting waits for page locks."),
        new("M21", "The end of one of several invalidations makes the sequence number even."),
        new("M22", "Deferred insertions are not made up for."),
        new("M23", "A copy on write goes unannounced."),
        new("M24", "The end of a notice comes before the changes."),
        new("M25", "Bus addresses are unmapped after the callback has returned.") { Beyond = NoBusAddresses },
        new("M26", "A page is not marked dirty when its bus address is unmapped.") { Beyond = NoBusAddresses },
        new("M27", "A peer is told after the page was freed.") { Beyond = "Linux has no peers that map each other's private memory." },
        new("M28", "A CPU fault moves a page that is locked to a device.") { Beyond = NoLocking },
        new("M29", "Unmapping a locked range leaves its record.") { Beyond = NoLocking },
        new("M30", "A device page is inserted where a fault has put another."),
        new("F5", "The kernel's test driver maps for exclusive access without a look at the sequence number."),
        new("F24", "The kernel's test driver stores an unaddressable page in its mirror when it faults its own device memory."),
    ];
}
