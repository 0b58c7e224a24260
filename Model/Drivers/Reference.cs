using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Drivers;

/// <summary>A driver that keeps every rule, which the kernel's documentation states or its notifiers imply.</summary>
/// <remarks>It stamps its subscription in every callback, tears down exactly the range, skips nothing but the announcement of its own
/// exclusive access, and maps what it has not faulted only if no callback came since it began: what has moved to the device and was
/// discarded meanwhile must not be mapped, although both pages are still locked.</remarks>
public sealed class Reference : Driver
{
    /// <inheritdoc/>
    public override string Name => "Reference";

    /// <inheritdoc/>
    public override bool OwnsExclusive => true;

    /// <inheritdoc/>
    public override ImmutableArray<Step> PrepareExclusive() =>
    [
        Await("begin to read the page table", static d => !Sequence.IsBusy(d), Sequence.Begin)
            .Under(LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:mmu_interval_read_begin"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() =>
    [
        Take(LockClasses.Driver, LockMode.Write, Mirror),
        Note("tell its own exclusive access from a revocation", static _ => { })
            .Because("Its own access must not make itself start over; what it mapped before goes all the same.")
            .If(static d => d.Me.Notice.Event == NotifierEvent.Exclusive && d.Me.Notice.Owner == d.Me.Notice.Device + 1,
                "make its other faults start over"),
        Do("set the sequence number", Sequence.Stamp)
            .From("include/linux/mmu_notifier.h:mmu_interval_set_seq")
            .Then("erase the mirror"),
        Do("make its other faults start over", static d =>
        {
            var itself = d.Me.Marks & FlightMarks.Stale;
            Sequence.Stamp(d);
            d.Me.Marks = (d.Me.Marks & ~FlightMarks.Stale) | itself;
        })
            .Because("Another fault of the device, which read the entry before it was taken, would map what the device has exclusively."),
        Do("erase the mirror", static d =>
        {
            for (int page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
            {
                d.SetMirror(d.Me.Notice.Device, Place.At(d.Me.Notice.Space, page), MirrorEntry.None);
            }
        }).Earlier(),
        Release(LockClasses.Driver, LockMode.Write, Mirror),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToDevice() =>
        Copying.ToDevice("With the mirror torn down and the entries gone, nobody can write the source any more.");

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToMemory() => Copying.ToMemory([]);

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapExclusive() =>
    [
        Take(LockClasses.Driver),
        Do("map for atomic access", static d =>
        {
            if (!Sequence.IsStale(d))
            {
                Copying.MapExclusive(d);
            }

            Sequence.Close(d);
        }).From("include/linux/mmu_notifier.h:mmu_interval_read_retry"),
        Release(LockClasses.Driver),
    ];

    private static int Mirror(Draft d) => (d.Me.Notice.Device * Capacity.Spaces) + d.Me.Notice.Space;
}
