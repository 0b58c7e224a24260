using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The CPU's touch of a page that a device has to itself: the device loses it
/// (mm/memory.c:remove_device_exclusive_entry).</summary>
internal static class ExclusiveFault
{
    public static ImmutableArray<Step> Steps(Driver driver) =>
    [
        Do("hold the exclusive page", static d =>
        {
            if (d[d.Me.Fault.Original.Frame].References > 0)
            {
                d.Me.Fault.Held = d.Me.Fault.Original.Frame;
                d.Get(d.Me.Fault.Held);
            }
        })
            .From("mm/memory.c:remove_device_exclusive_entry")
            .Because("Without a reference the folio lock below could be that of a frame that was freed meanwhile.")
            .If(static d => d.Me.Fault.Held.IsNone, "handled"),
        Await("lock the exclusive page", static d => d[d.Me.Fault.Held].Locker == 0, static d => d.TryLock(d.Me.Fault.Held))
            .From("mm/filemap.c:__folio_lock_or_retry") with { Takes = [new(LockClasses.Folio)] },
        .. Notifier.Start("announce the revocation", driver, static d =>
        {
            d.Me.Notice.Event = NotifierEvent.Exclusive;
            d.Me.Notice.Space = d.At.Space;
            d.Me.Notice.Start = d.Me.Fault.Page;
            d.Me.Notice.End = (byte)(d.Me.Fault.Page + 1);
        }),
        Do("give the page back to the CPU", static d =>
        {
            if (CpuFault.IsUnchanged(d))
            {
                Restore(d, CpuFault.Place(d));
            }
        }).Under(LockClasses.PageTable).From("mm/memory.c:restore_exclusive_pte"),
        Do("unlock the page", static d =>
        {
            d.Unlock(d.Me.Fault.Held);
            CpuFault.PutHeld(d);
        }) with { Releases = [new(LockClasses.Folio)] },
        .. Notifier.End("end the revocation's notice", "handled"),
    ];

    /// <summary>Turns a device-exclusive entry into a present one; the reference that it holds becomes the mapping's.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="place">The page.</param>
    public static void Restore(Draft d, Place place)
    {
        var entry = d[place];
        var protection = d.World.Vma(place).Protection;
        var restored = Pte.Present(entry.Frame, entry.IsWritable && protection == Access.Write ? Access.Write : Min(protection));
        d.AddMapping(entry.Frame);
        d.Fire(place, PageLife.Settle(in d.World, restored), restored);
    }

    private static Access Min(Access protection) => protection == Access.None ? Access.None : Access.Read;
}
