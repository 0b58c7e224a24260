using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The touch of a page in swap space, which is read in (mm/memory.c:do_swap_page).</summary>
internal static class SwapFault
{
    public static ImmutableArray<Step> Steps() =>
    [
        Do("hold the slot", static d =>
        {
            if (CpuFault.IsUnchanged(d))
            {
                d.Me.Fault.Held = d.Me.Fault.Original.Frame;
                d.Get(d.Me.Fault.Held);
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/swapfile.c:get_swap_device")
            .If(static d => d.Me.Fault.Held.IsNone, "handled"),
        Await("lock the slot", static d => d[d.Me.Fault.Held].Locker == 0, static d => d.TryLock(d.Me.Fault.Held))
            .From("mm/filemap.c:__folio_lock_or_retry")
            .Because("A page that is still being written out is locked.") with { Takes = [new(LockClasses.Folio)] },
        Do("read the page in", static d =>
        {
            if (SystemMemory.HasRoom(d))
            {
                d.Me.Fault.Fresh = d.AllocateAnonymous(CpuFault.Place(d), d[d.Me.Fault.Held].Content);
            }
        })
            .From("mm/page_io.c:swap_read_folio")
            .If(static d => d.Me.Fault.Fresh.IsNone, "unlock the slot"),
        Do("map the page that was read", Map)
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:do_swap_page")
            .Because("No notification: nothing was mapped."),
        Do("unlock the slot", static d =>
        {
            d.Unlock(d.Me.Fault.Held);
            CpuFault.PutHeld(d);
        }).Then("handled") with { Releases = [new(LockClasses.Folio)] },
    ];

    private static void Map(Draft d)
    {
        var (place, fresh) = (CpuFault.Place(d), d.Me.Fault.Fresh);
        d.Me.Fault.Fresh = Frame.None;
        if (!CpuFault.IsUnchanged(d))
        {
            d.Put(fresh);
            return;
        }

        var protection = d.World.Vma(place).Protection;
        d.AddMapping(fresh);
        d.Fire(
            place,
            protection == Access.Write ? PageTrigger.SwapInWritable : PageTrigger.SwapInReadOnly,
            Pte.Present(fresh, protection == Access.None ? Access.None : protection));
        d.Put(d.Me.Fault.Held);
    }
}
