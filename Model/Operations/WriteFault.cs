using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A write to a present but read-only entry (mm/memory.c:do_wp_page): reuse the page, or copy it.</summary>
internal static class WriteFault
{
    private const short Copies = 1;
    private const int Listed = 1;

    public static ImmutableArray<Step> Steps(Driver driver) =>
    [
        Choose("make the entry writable", ["nothing else holds it", "another CPU's list still holds it"], MayBeListed, Reuse)
            .Under(LockClasses.PageTable)
            .Trying(LockClasses.Folio)
            .From("mm/memory.c:do_wp_page")
            .Because("A page that nobody else can reach becomes writable in place, without a notification: a device's read-only mapping "
                + "stays true. A page that another CPU has yet to put on the LRU list is copied all the same, because that CPU's list "
                + "holds a reference that the fault does not drain (wp_can_reuse_anon_folio): in a recording the kernel is free here.")
            .If(static d => d.Me.Status != Copies, "handled") with { Releases = [new(LockClasses.Folio)] },
        Do("copy the page", static d =>
        {
            d.Me.Status = 0;
            d.PrepareAnonVma(CpuFault.Place(d));
            d.Me.Fault.Fresh = d.AllocateAnonymous(CpuFault.Place(d), d[d.Me.Fault.Held].Content);
        }).From("mm/memory.c:wp_page_copy"),
        .. Notifier.Start("announce the copy", driver, static d =>
        {
            d.Me.Notice.Event = NotifierEvent.Clear;
            d.Me.Notice.Space = d.At.Space;
            d.Me.Notice.Start = d.Me.Fault.Page;
            d.Me.Notice.End = (byte)(d.Me.Fault.Page + 1);
        }),
        Clearing.First(),
        Do("put the copy in place", static d =>
        {
            Clearing.End(d);
            var fresh = d.Me.Fault.Fresh;
            d.Me.Fault.Fresh = Frame.None;
            if (!CpuFault.IsUnchanged(d))
            {
                d.Put(fresh);
                return;
            }

            d.AddMapping(fresh);
            d.Fire(CpuFault.Place(d), PageTrigger.Copy, Pte.Present(fresh, Access.Write));
            if (!d.Me.Fault.Original.Frame.IsNone)
            {
                if (!d[d.Me.Fault.Original.Frame].IsAnonymous)
                {
                    Ghost.Wrote(d, CpuFault.Place(d), d[fresh].Content);
                }

                d.Unmap(d.Me.Fault.Original.Frame);
            }
        }).Under(LockClasses.PageTable).From("mm/memory.c:wp_page_copy") with { Releases = [new(LockClasses.PageTable)] },
        .. Notifier.End("end the copy's notice"),
        Do("let go of the old page", CpuFault.PutHeld).From("mm/memory.c:wp_page_copy").Then("handled"),
    ];

    // An explorer needs no second way to a copy: whoever else holds the page leads there too.
    private static bool MayBeListed(Draft d) => d.Arm != Listed || (d.World.IsRecording && CpuFault.IsUnchanged(d) && IsLeft(d));

    /// <summary>Whether an anonymous page was shared and has only this mapping left.</summary>
    private static bool IsLeft(Draft d)
    {
        var record = d[d.Me.Fault.Original.Frame];
        return CpuFault.Vma(d).IsPrivate
            && record is { IsAnonymous: true, IsExclusive: false, References: 1, Locker: 0, Kind: FrameKind.System };
    }

    private static void Reuse(Draft d)
    {
        d.Me.Status = 0;
        if (!CpuFault.IsUnchanged(d))
        {
            return;
        }

        var frame = d.Me.Fault.Original.Frame;
        var record = d[frame];
        var shared = !CpuFault.Vma(d).IsPrivate;
        var alone = record is { IsAnonymous: true, References: 1, Locker: 0 } && d.Arm != Listed;
        if (shared || (record.IsAnonymous && record.IsExclusive) || alone)
        {
            if (!shared && !record.IsExclusive)
            {
                d[frame] = record with { Marks = record.Marks | FrameMarks.Exclusive, AnonVma = CpuFault.Vma(d).AnonVma };
            }

            d.Fire(CpuFault.Place(d), PageTrigger.Upgrade, d.Me.Fault.Original.With(Access.Write));
            return;
        }

        d.Me.Status = Copies;
        if (!frame.IsNone)
        {
            d.Get(frame);
            d.Me.Fault.Held = frame;
        }
    }
}
