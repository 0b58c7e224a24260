using System.Collections.Immutable;
using Hmm.Model.Locking;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The CPU's touch of a page in unaddressable device memory: the driver migrates it back.</summary>
internal static class PrivateFault
{
    public static ImmutableArray<Step> Steps(Driver driver) =>
    [
        Do("hold the device page", static d =>
        {
            if (CpuFault.IsUnchanged(d))
            {
                d.Me.Fault.Held = d.Me.Fault.Original.Frame;
                d.Get(d.Me.Fault.Held);
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:do_swap_page")
            .Because("Linux 6.12 takes a reference but not the folio lock; two faults at once make each other's migration fail.")
            .If(static d => d.Me.Fault.Held.IsNone, "handled"),
        Note("ask the driver to bring the page back", static d =>
        {
            var frame = d.Me.Fault.Held;
            d.Me.Migration = new()
            {
                Space = d.At.Space,
                Start = d.Me.Fault.Page,
                End = (byte)(d.Me.Fault.Page + 1),
                Select = MigrationSelect.Private,
                Device = d[frame].Device,
                Mirror = d[frame].Migrator,
                FaultFrame = frame,
            };
        }).From("lib/test_hmm.c:dmirror_devmem_fault"),
        .. Migration.Setup(driver),
        .. Group.Of("copy back", driver.CopyToMemory()),
        .. Migration.Pages(driver),
        .. Migration.Finish(),
        Do("let go of the device page", CpuFault.PutHeld)
            .Under(LockClasses.FreeList)
            .From("mm/memory.c:do_swap_page")
            .Then("handled"),
    ];
}
