using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>The mistakes that the claims about bound ranges must notice.</summary>
internal static class LockedMutants
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("bound-page-evicted", "The unmap stage of a migration takes a locked entry like any other.", "bound-evict",
            AndThen("unmap it elsewhere", CollectLocked)),
        new("bound-record-kept", "munmap leaves the record of the binding behind.", "bound",
            AndThen("clear the entries", static d => Rebind(d))),
        new("bound-page-discarded", "MADV_DONTNEED is not refused.", "bound", static step =>
            step.Label == "start with the first page" && step.Jumps.Length > 0 ? step with { Jumps = [] } : step),
        new("bound-page-shared", "A page that a child has copy-on-write is bound as it is.", "bound-fork", All(
            AndThen("fault for write unless it is there", static d => d.Me.Cursor++),
            static step => step.Label == "populate: fault for write unless it is there"
                ? step with { Jumps = [new(null, "look at the page")] }
                : step,
            AndThen("put the locked entries", BindShared))),
        new("bound-page-forked", "fork copies a bound range to the child.", "bound-fork", static step =>
            step.Label == "copy the VMA" ? step.And(CopyLocked) : step),
        new("bound-part", "A range is bound although a page of it did not arrive.", "bound-evict",
            AndThen("put the locked entries", BindAnyway)),
        new("bound-page-moves", "mremap is not refused.", "bound-move", static step =>
            step.Label == "check the ranges" ? step.And(static d => d.Me.Status = 0) : step),
        new("unbound-entries-kept", "The end of a binding leaves the entries locked.", "bound", Relock),
        new("lost-without-loss", "A device that can still be read is given up like one that was torn out.", "bound-loss",
            AndThen("take the page from the device", static d =>
            {
                if (d.World.Bound(default).Phase == BindingPhase.None)
                {
                    d.SetBound(default, new RangeBinding(0, BindingPhase.Lost));
                    d.SetVma(default, d.World.Vma(default) with { IsBound = true });
                }
            })),
        new("rival-maps", "A range fault reports another device's locked page.", "bound-rival", AndThen("read the entry", static d =>
        {
            var place = new Place(d.At.Space, d.At.Page);
            if (d[place].Kind == PteKind.Locked && d.Me.Status != 0)
            {
                d.Me.Status = 0;
                d.Me.Range.Results[d.At.Page] = RangeResults.Of(d[place].Frame, writable: false);
                d.Me.Range.Cursor++;
            }
        })),
        new("bound-record-survives-exit", "The end of a process leaves the record of its binding.", "bound-fork",
            AndThen("remove the VMAs", static d => d.SetBound(d.At.Place, new RangeBinding(0, BindingPhase.Binding)))),
    ];

    private static Step Relock(Step step) => step.Label == "restore the entries"
        ? step.And(static d => d[d.At.Place] = Pte.Locked(d[d.At.Place].Frame, Access.Write))
        : step;

    private static void CollectLocked(Draft d)
    {
        if (d[d.Me.Migration.Mapping].Kind == PteKind.Locked)
        {
            Collection.Install(d, d.Me.Migration.Mapping);
        }
    }

    private static void Rebind(Draft d)
    {
        if (d.Me.Notice.Event == NotifierEvent.Unmap && d.Vma(d.At.Space, d.At.Page).IsBound)
        {
            d.SetBound(d.At.Place, new RangeBinding(0, BindingPhase.Bound));
        }
    }

    private static void BindAnyway(Draft d)
    {
        if (d.Me.Status != 0 && d[d.At.Place].Kind != PteKind.Private)
        {
            d.Me.Status = 0;
            d.SetBound(d.At.Place, new RangeBinding(d.At.Device, BindingPhase.Bound));
        }
    }

    private static void BindShared(Draft d)
    {
        if (d.Me.Status != 0 && d[d.At.Place].Kind == PteKind.Private)
        {
            d.Me.Status = 0;
            d.SetBound(d.At.Place, new RangeBinding(d.At.Device, BindingPhase.Bound));
            d[d.At.Place] = Pte.Locked(d[d.At.Place].Frame, Access.Write);
        }
    }

    private static void CopyLocked(Draft d)
    {
        var child = new Place(d.At.To, 0);
        if (d[default(Place)].Kind == PteKind.Locked)
        {
            d.Map(d[default(Place)].Frame);
            d[child] = d[default(Place)];
        }
    }
}
