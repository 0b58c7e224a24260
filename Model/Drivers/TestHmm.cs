using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Drivers;

/// <summary>The kernel's own test driver (lib/test_hmm.c of Linux 6.12), quirks and all.</summary>
/// <remarks>One line of it is mended, as in the recordings: a device fault stores the page that backs a device-private page, not the
/// unaddressable page itself.</remarks>
public sealed class TestHmm : Driver
{
    /// <inheritdoc/>
    public override string Name => "TestHmm";

    /// <inheritdoc/>
    public override bool OwnsExclusive => false;

    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() =>
    [
        Note("skip its own migration", static _ => { })
            .From("lib/test_hmm.c:dmirror_interval_invalidate")
            .Because("The sequence number stays as it was, against the rule that it is set unconditionally: a device fault that races with "
                + "the migration does not notice.")
            .If(static d => d.Me.Notice.Event == NotifierEvent.Migrate && d.Me.Notice.Owner == d.World.Owner(d.Me.Notice.Device) + 1,
                "called"),
        Take(LockClasses.Driver, LockMode.Write, Mirror),
        Do("set the sequence number", Sequence.Stamp)
            .From("include/linux/mmu_notifier.h:mmu_interval_set_seq"),
        Do("erase the mirror", static d =>
        {
            // The end is inclusive: one page beyond the range is erased too.
            var last = Math.Min((int)d.Me.Notice.End, Capacity.Pages - 1);
            for (int page = d.Me.Notice.Start; page <= last; page++)
            {
                d.SetMirror(d.Me.Notice.Device, Place.At(d.Me.Notice.Space, page), MirrorEntry.None);
            }
        }).From("lib/test_hmm.c:dmirror_do_update").Earlier(),
        Release(LockClasses.Driver, LockMode.Write, Mirror),
        Mark("called"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToDevice() =>
        Copying.ToDevice("The device can still write the source through its mirror: a write after the copy is lost.");

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToMemory() => Copying.ToMemory(
    [
        Do("erase the moved page", static d =>
        {
            if (!d.Me.Migration.Whole)
            {
                d.SetMirror(d.Me.Migration.Device, new(d.Me.Migration.Mirror, d.Me.Migration.Cursor), MirrorEntry.None);
            }
        })
            .From("lib/test_hmm.c:dmirror_devmem_fault_alloc_and_copy")
            .Because("Without the driver's mutex, and in the mirror of the space that had the page migrated, at the faulting address."),
    ]);

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapMoved() =>
    [
        Take(LockClasses.Driver),
        Do("map the moved pages", Copying.MapMoved)
            .From("lib/test_hmm.c:dmirror_migrate_finalize_and_map")
            .Because("Without a look at the sequence number: a page that was discarded after it moved is mapped all the same."),
        Release(LockClasses.Driver),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapExclusive() =>
    [
        Take(LockClasses.Driver),
        Do("map for atomic access", Copying.MapExclusive)
            .From("lib/test_hmm.c:dmirror_atomic_map")
            .Because("Without a look at the sequence number: a page that was zapped meanwhile is mapped all the same."),
        Release(LockClasses.Driver),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<Step> Conclude() => DeviceAccess.ReadBack();

    private static int Mirror(Draft d) => (d.Me.Notice.Device * Capacity.Spaces) + d.Me.Notice.Space;
}
