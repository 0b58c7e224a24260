using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A driver looks at the page table without faulting anything in (lib/test_hmm.c:dmirror_snapshot).</summary>
public static class Snapshot
{
    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("snapshot", Role.Device,
    [
        Do("subscribe to the range", static d =>
        {
            d.Me.Range.Start = d.At.Page;
            d.Me.Range.End = d.At.End;
            Fired.Note(d, Fired.Bit(
                SubscriptionState.Unregistered,
                d.World.Space(d.At.Space).Active > 0 ? SubscriptionTrigger.InsertDuringInvalidation : SubscriptionTrigger.Insert));
            d.Me.Marks |= FlightMarks.Temporary | (d.World.Space(d.At.Space).Active > 0 ? FlightMarks.TemporaryBusy : FlightMarks.None);
            var space = d.World.Space(d.At.Space);
            d.SetSpace(d.At.Space, space with { IsOdd = space.IsOdd || space.Active > 0 });
        })
            .Under(LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:__mmu_interval_notifier_insert"),
        .. Sequence.BeginSteps("out of time"),
        Take(LockClasses.Mmap, LockMode.Read),
        .. RangeFault.Steps(driver),
        Release(LockClasses.Mmap, LockMode.Read),
        Take(LockClasses.Driver),
        Note("check whether to retry", static _ => { })
            .From("include/linux/mmu_notifier.h:mmu_interval_read_retry")
            .If(Sequence.IsStale, "retry"),
        Do("report what was seen", static d =>
        {
            for (var page = d.At.Page; page < d.At.End; page++)
            {
                d.ReturnValue(page - d.At.Page, Code(in d.World, d.At.Device, d.Me.Range.Results[page]));
            }

            d.ReturnPages(d.At.Count);
            Sequence.Close(d);
        }).From("lib/test_hmm.c:dmirror_mkentry"),
        Release(LockClasses.Driver) with { Label = "leave" },
        Await("unsubscribe", static d => !Sequence.IsBusy(d), static d => d.Me.Marks = FlightMarks.None)
            .Under(LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:mmu_interval_notifier_remove")
            .Then(Group.Done),
        Note("out of time", static d => d.Return(d.Me.Status)).Then("unsubscribe"),
        .. RangeFault.StartOver(),
    ])
    {
        Rule = "A driver reports what a range's entries grant, without changing anything.",
    };

    /// <summary>The driver's byte for one page.</summary>
    /// <param name="world">The world.</param>
    /// <param name="device">The device that asks.</param>
    /// <param name="result">What the range fault reported.</param>
    /// <returns>0xFF for an error, 0 for nothing, else 1 for read or 2 for write, plus 0x10 for the page of zeros, 0x20 for the device's
    /// own private memory, 0x40 for its own coherent memory, 0x50 for another device's.</returns>
    public static byte Code(in World world, int device, int result)
    {
        if ((result & RangeResults.Error) != 0)
        {
            return 0xFF;
        }

        if ((result & RangeResults.Valid) == 0)
        {
            return 0;
        }

        var frame = world[RangeResults.Frame((ushort)result)];
        var memory = frame.Kind switch
        {
            FrameKind.Private => 0x20,
            FrameKind.Coherent => frame.Device == device ? 0x40 : 0x50,
            _ => (result & RangeResults.ZeroPage) != 0 ? 0x10 : 0,
        };
        return (byte)(memory | ((result & RangeResults.Writable) != 0 ? 2 : 1));
    }
}
