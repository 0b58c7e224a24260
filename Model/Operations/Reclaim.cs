using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A page of system memory goes to swap space (mm/vmscan.c:shrink_folio_list).</summary>
/// <remarks>The kernel keeps the page in the swap cache until it has been written out, and a fault may map it again from there. The model
/// has the slot locked so long, and the fault reads it anew. Device memory is on no list that reclaim looks at.</remarks>
public static class Reclaim
{
    /// <summary>The operation: memory management reclaims the page that is mapped at a place.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("reclaim", Role.Environment,
    [
        .. Steps(driver, static d => d[d.At.Place] is { Kind: PteKind.Present } entry && MayGo(d, entry.Frame) ? entry.Frame : Frame.None,
            Group.Done, Group.Done),
    ])
    {
        Rule = "Memory management writes a page to swap space and frees it, unless somebody uses it.",
    };

    /// <summary>Reclaims whatever page can be had.</summary>
    /// <param name="driver">The driver, whose devices are told.</param>
    /// <param name="then">Where to go afterwards.</param>
    /// <param name="otherwise">Where to go when no page can be had.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Steps(Driver driver, string then, string otherwise) => Steps(driver, First, then, otherwise);

    private static ImmutableArray<Step> Steps(Driver driver, Func<Draft, Frame> choose, string then, string otherwise) =>
        Group.Of("reclaim",
    [
        Do("isolate a page", d => Isolate(d, choose(d)))
            .Trying(LockClasses.Folio)
            .From("mm/vmscan.c:shrink_folio_list")
            .Because("A page that is locked or that somebody else holds stays.")
            .If(static d => d.Me.Reclaim.Page.IsNone, otherwise),
        Take(LockClasses.AnonVma, LockMode.Read),
        Note("ask the next VMA", static _ => { })
            .If(static d => d[d.Me.Reclaim.Page].Mappings == 0, "leave the reverse map")
            .If(static d => !Rmap.TryWalk(in d.World, d.Me.Reclaim.Page, d.Me.Reclaim.Walk, out _), "leave the reverse map"),
        .. Notifier.Start("announce the reclaim", driver, static d =>
        {
            Rmap.TryWalk(in d.World, d.Me.Reclaim.Page, d.Me.Reclaim.Walk, out d.Me.Reclaim.Mapping);
            d.Me.Notice.Event = NotifierEvent.Clear;
            d.Me.Notice.Space = d.Me.Reclaim.Mapping.Space;
            d.Me.Notice.Start = d.Me.Reclaim.Mapping.Page;
            d.Me.Notice.End = (byte)(d.Me.Reclaim.Mapping.Page + 1);
        }),
        Clearing.First(),
        Do("put the swap entry", PutEntry)
            .Under(LockClasses.PageTable)
            .From("mm/rmap.c:try_to_unmap_one") with { Releases = [new(LockClasses.PageTable)] },
        .. Notifier.End("end the reclaim's notice", "ask the next VMA"),
        Release(LockClasses.AnonVma, LockMode.Read) with { Label = "leave the reverse map" },
        Do("write the page out", static d =>
            d[d.Me.Reclaim.Slot] = d[d.Me.Reclaim.Slot] with { Content = d[d.Me.Reclaim.Page].Content })
            .From("mm/page_io.c:swap_writepage"),
        Do("free the page", static d =>
        {
            var (page, slot) = (d.Me.Reclaim.Page, d.Me.Reclaim.Slot);
            d.Unlock(page);
            d.Put(page);
            d.Me.Reclaim = new() { Reserved = d[page].Kind == FrameKind.Free };
            d.Unlock(slot);
            d.Put(slot);
        })
            .From("mm/vmscan.c:__remove_mapping")
            .Because("Where somebody mapped the page again, or holds it, it stays; the slot goes with the last entry that names it. "
                + "The page is kept for whoever reclaimed it.")
            .Then(then) with { Releases = [new(LockClasses.Folio)] },
    ]);

    private static void Isolate(Draft d, Frame page)
    {
        if (page.IsNone)
        {
            return;
        }

        d.TryLock(page);
        d.Get(page);
        d.Me.Reclaim = d.Me.Reclaim with { Page = page, Slot = d.Allocate(new() { Kind = FrameKind.Swap, Locker = (byte)(d.Actor + 1) }) };
    }

    private static void PutEntry(Draft d)
    {
        Clearing.End(d);
        d.Me.Reclaim.Walk++;
        var place = d.Me.Reclaim.Mapping;
        var entry = d[place];
        if (entry.Kind != PteKind.Present || entry.Frame != d.Me.Reclaim.Page)
        {
            return;
        }

        d.SetExclusive(entry.Frame, false);
        d.Get(d.Me.Reclaim.Slot);
        d.Fire(place, PageTrigger.SwapOut, Pte.Swapped(d.Me.Reclaim.Slot, entry.Access));
        d.Unmap(entry.Frame);
    }

    private static Frame First(Draft d)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var entry = d[Place.At(i / Capacity.Pages, i % Capacity.Pages)];
            if (entry.Kind == PteKind.Present && MayGo(d, entry.Frame))
            {
                return entry.Frame;
            }
        }

        return Frame.None;
    }

    private static bool MayGo(Draft d, Frame page) =>
        d[page] is { Kind: FrameKind.System, IsAnonymous: true, Mappings: > 0, Locker: 0 } record
        && record.References == record.Mappings;
}
