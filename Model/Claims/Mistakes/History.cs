using System.Collections.Immutable;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Mistakes that kernels had.</summary>
internal static class History
{
    private const string Liveness = "Nothing else is wrong in Linux 6.12: ";

    public static ImmutableArray<KnownMistake> Migration { get; } =
    [
        new("B1", "A CPU fault read an entry of device memory and called the driver without a reference to the page, which was freed "
            + "meanwhile.") { Commit = "16ce101db85d", Kernel = "6.1" },
        new("B2", "Free device pages had a reference, so that eviction could take a free page for one in use.")
            { Commit = "ef233450898f", Kernel = "6.1", Beyond = "A free frame of the model has no record, hence no reference." },
        new("B3", "Device memory could be removed while its pages were mapped, because they did not hold it.")
            { Commit = "0dc45ca1ce18", Kernel = "6.1" },
        new("B4", "A driver freed chunks of device memory with live pages.")
            { Commit = "249881232e14", Kernel = "6.1" },
        new("B5", "A driver did not name the page whose fault it handled, so that no page ever passed the reference test.")
            { Commit = "97061d441110", Kernel = "6.1" },
        new("B6", "Faulting threads each hold a reference, each make the other's migration fail, and try again for ever.")
            { Commit = "1afaeb8293c9", Kernel = "6.15" },
        new("B7", "A range fault spun on a locked page whose holder waited for work on the spinner's CPU.")
            { Commit = "CVE-2026-43404", Kernel = "7.0", Beyond = "CPUs and their work items are not modelled." },
        new("B8", "A finished migration queued a folio that was about to be freed on an LRU batch.")
            { Commit = "41cddf83d8b0", Kernel = "6.14" },
        new("B9", "Anonymous pages in the swap cache could not move, or moved with a stale mapping.")
            { Commit = "df263d9a7dff", Kernel = "6.5", Beyond = "There is no swap here." },
        new("B10", "Removing a subscription whose insertion was still deferred waited for the wrong thing.")
            { Commit = "319561669a59", Kernel = "5.18" },
        new("B11", "Subscribers whose start had succeeded got no end when another's failed.")
            { Commit = "c2655835fd8c", Kernel = "5.12", Beyond = "There are no list subscribers here, and no start can fail." },
        new("B12", "The translation cache was flushed after the page-table lock was released.")
            { Commit = "60bae7370896", Kernel = "6.1", Beyond = "The CPU's translation cache is not modelled." },
        new("B13", "The dirty bit of a replaced entry was lost.")
            { Commit = "fd35ca3d12cc", Kernel = "6.1", Beyond = "Dirty bits matter to reclaim alone, which is not modelled." },
        new("B14", "A failed copy still completed the migration, with what the page held before.")
            { Commit = "835745a377a4", Kernel = "6.12" },
        new("B15", "A page of an unknown kind of device memory was inserted with an undefined entry.")
            { Commit = "34f5e9b9d199", Kernel = "5.13" },
        new("B16", "Entries of device memory were charged like swap entries.")
            { Commit = "9a137153fc87", Kernel = "5.10", Beyond = "Charges are no part of Linux's protocol here." },
        new("B17", "Whoever waited for a migration held a reference, which made the migration fail.") { Kernel = "5.17" },
        new("B18", "A writable entry of device memory became read-only for the time of its migration, and stayed so.")
            { Kernel = "5.16" },
        new("B19", "A reused device page kept its old mapping, so that the reverse map looked in the wrong tree.")
            { Commit = "7ab0ad0e74f8", Kernel = "5.3", Beyond = "A frame of the model is allocated with a new record." },
        new("B20", "Devices that move the same range to themselves make each other fail for ever.")
            { Commit = "0620837490e0", Kernel = "7.0", Beyond = Liveness + "scope rivals shows it." },
        new("B21", "A walk of the reverse map ended when it had split a huge entry.")
            { Commit = "939080834fef", Kernel = "7.0", Beyond = "There are no huge pages here." },
        new("B22", "An insertion that was refused left the page-table lock locked.") { Kernel = "7.1" },
        new("B23", "Unmapping an entry of device memory warned without reason.")
            { Beyond = "A warning too many: no claim is broken." },
    ];

    public static ImmutableArray<KnownMistake> Devices { get; } =
    [
        new("B24", "A driver passed the results of a failed range fault as the next one's requests.")
            { Kernel = "5.9", Beyond = "Requests and results are different registers here; faulting too much is allowed." },
        new("B25", "A range fault reported another device's private memory.") { Commit = "08ddddda667b", Kernel = "5.7" },
        new("B26", "The end of an invalidation made a read valid again that it had met.") { Commit = "04ec32fbc2b2", Kernel = "5.5" },
        new("B27", "A subscription was freed while its callback ran.") { Commit = "6d7c3cde93c1", Kernel = "5.3" },
        new("B28", "A range fault faulted pages in while it held a page-table lock.") { Commit = "05fc1df95eae", Kernel = "5.7" },
        new("B29", "A range fault on a dead address space returned success.")
            { Beyond = "Whoever calls is alive here: a call of a dead process is never begun." },
        new("B30", "Entries of NUMA hinting were reported as valid.")
            { Kernel = "5.3", Beyond = "There is no NUMA balancing here; PROT_NONE is known from the VMA." },
        new("B31", "A range fault on huge TLB pages kept a lock over the fault.") { Beyond = "There are no huge TLB pages here." },
        new("B32", "Faults could meet a registration half-way: start unseen, end seen.") { Kernel = "6.5" },
        new("B33", "A revocation locked a page without a reference to it.") { Commit = "7c7b962938dd", Kernel = "6.3" },
        new("B34", "The reverse map takes device-exclusive entries for migration entries.")
            { Kernel = "6.15", Beyond = "Linux 6.12 has it, and the model with it: the recordings show it." },
        new("B35", "Pages of huge TLB could be made exclusive.") { Kernel = "6.15", Beyond = "There are no huge TLB pages here." },
        new("B36", "A driver that had to try exclusive access again leaked the page's lock and reference.")
            { Commit = "b3fefbb30a16", Kernel = "6.14" },
        new("B37", "A driver mapped pages for exclusive access that it had not got.") { Kernel = "6.0" },
        new("B38", "Page tables were freed, or entries changed, without a notice.") { Commit = "CVE-2022-48991", Kernel = "6.1" },
        new("B39", "Start and end are no protection for a device that fills its own translations from the table.") { Kernel = "6.6" },
        new("B40", "A callback dropped the last use of an address space.") { Commit = "a29e067bd389", Kernel = "6.17" },
        new("B41", "The release callback waited for a worker whose last act was to end the address space.")
            { Commit = "6225bb3a88d2", Kernel = "5.19", Beyond = "Drivers have no workers here." },
        new("B42", "A driver held its migration lock over a range fault, which migrates.") { Commit = "a6283010e290", Kernel = "5.17" },
        new("B43", "A buffer reservation and mmap_lock were taken in both orders.")
            { Commit = "ec6abe831a84", Beyond = "Drivers have one lock here, and mutex-kept takes that in the wrong order." },
        new("B44", "A callback destroyed an object that a fault was about to use.")
            { Commit = "d3d930411ce3", Kernel = "6.14", Beyond = "Drivers have no objects but their mirrors here." },
        new("B45", "A device file was closed while pages named its driver state.")
            { Commit = "744dd97752ef", Kernel = "6.18", Beyond = "Drivers have no state but their mirrors here." },
        new("B46", "Device memory was placed where no physical address may be.")
            { Commit = "ea72ce5da228", Kernel = "6.11", Beyond = "There are no physical addresses here." },
        new("B47", "The provider of device memory was unloaded under a peer.")
            { Kernel = "7.0", Beyond = "Linux's protocol here does not remove device memory." },
        new("B48", "A driver's state was freed under its fault worker.")
            { Beyond = "A file is not closed under a call that uses it: the kernel's file references see to that." },
        new("B49", "Long-term pins of coherent memory failed instead of moving it.")
            { Kernel = "6.0", Beyond = "Pins are no part of Linux's protocol here." },
        new("B50", "A driver returned with an error between setup and finalize."),
    ];
}
