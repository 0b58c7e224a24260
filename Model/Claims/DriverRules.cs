using System.Collections.Immutable;

namespace Hmm.Model.Claims;

/// <summary>The rules for drivers: the kernel's documentation states them, or its notifiers imply them. Each is broken by a
/// mutant.</summary>
public static class DriverRules
{
    /// <summary>All rules, by id.</summary>
    public static ImmutableArray<DriverRule> All { get; } =
    [
        new("D1", "A callback takes the driver's lock, sets the sequence number whatever the event, and tears down every mapping of the "
            + "range before it returns."),
        new("D2", "The lock under which the sequence number was looked at is held until the device's page table is written."),
        new("D3", "Under that lock a driver takes no lock that an invalidation may be waiting behind: not mmap_lock, no page's."),
        new("D4", "What a range fault reports carries no reference, and none is kept: the reported pages are true by rules D1 and D2 "
            + "alone."),
        new("D5", "A driver ignores the notice of its own migration only if its mappings are gone, and concurrent faults start over, "
            + "all the same."),
        new("D6", "A device maps a page for writing only if the range fault reported it writable."),
        new("D7", "After the pages were moved, a driver maps the destinations of those alone that did move."),
        new("D8", "A page is copied only when no device can write the source any more."),
        new("D9", "Before a device's memory goes, nothing of it is handed out any more, and what was handed out is brought back."),
        new("D10", "In an invalidation that must not sleep, a driver tries for its lock, and fails without having changed anything.")
            { Beyond = "Every invalidation here may sleep: only the reaper of dying processes' may not." },
        new("D11", "When an address space ends, or a subscription, nothing stays mapped."),
        new("D12", "Bus addresses are unmapped after the device has stopped using them and before the callback returns.")
            { Beyond = "No protocol here maps bus addresses." },
    ];
}
