using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>mremap with MREMAP_MAYMOVE and MREMAP_FIXED: a range moves, its entries as they are.</summary>
public static class Move
{
    private const int BadAddress = -14;

    /// <summary>The operation; <see cref="Binding.To"/> is the first target page.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("move", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Note("check the ranges", Check)
            .From("mm/mremap.c:mremap_to")
            .If(static d => d.Me.Status != 0, "refuse")
            .If(static d => !AddressSpace.IsAnyMapped(in d.World, d.At.Space, d.At.To, d.At.To + d.At.Count), "look up the VMA"),
        .. Mapping.Unmapping(driver, static at => (at.To, at.To + at.Count)),
        Note("look up the VMA", static d => d.Me.Status = Spans(d) ? (short)0 : (short)BadAddress)
            .From("mm/mremap.c:vma_to_resize")
            .Because("The target has been unmapped by now, even if the source turns out to span more than one VMA.")
            .If(static d => d.Me.Status != 0, "refuse"),
        Do("copy the VMA", static d => d.Insert(d.At.Space, d.At.To, d.At.To + d.At.Count, Moved(d)))
            .From("mm/vma.c:copy_vma"),
        .. Notifier.Start("announce the move", driver, static d => Mapping.Announce(d, NotifierEvent.Unmap, d.At.Page, d.At.End)),
        Do("move the entries", MoveEntries)
            .Under(LockClasses.PageTable)
            .From("mm/mremap.c:move_ptes"),
        .. Notifier.End("end the move's notice"),
        .. Group.Of("old range", Mapping.Unmapping(driver, static at => (at.Page, at.End))),
        Note("moved", static _ => { }).Then("leave"),
        Note("refuse", static d => d.Return(d.Me.Status)),
        Release(LockClasses.Mmap) with { Label = "leave" },
    ])
    {
        Rule = "A thread moves a range of one VMA to another address; what was there goes first.",
    };

    private static void Check(Draft d)
    {
        var source = d.Vma(d.At.Space, d.At.Page);
        var overlap = d.At.End > d.At.To && d.At.To + d.At.Count > d.At.Page;
        d.Me.Status = (short)(!source.IsMapped ? BadAddress : overlap ? MigrateToDevice.Invalid : 0);
    }

    private static bool Spans(Draft d) =>
        d.Vma(d.At.Space, d.At.Page).IsMapped && AddressSpace.Extent(in d.World, d.At.Place).End >= d.At.End;

    /// <summary>A VMA that never had an anonymous page takes the offset of its new address, which lets it merge there.</summary>
    private static Vma Moved(Draft d)
    {
        var vma = d.Vma(d.At.Space, d.At.Page) with { IsFirst = true };
        return vma.IsAnonymous && vma.AnonVma == 0 ? vma with { Offset = d.At.To } : vma;
    }

    private static void MoveEntries(Draft d)
    {
        for (var page = 0; page < d.At.Count; page++)
        {
            var from = Place.At(d.At.Space, d.At.Page + page);
            var to = Place.At(d.At.Space, d.At.To + page);
            d[to] = d[from];
            d[from] = Pte.None;
            Ghost.Copy(d, from, to);
            Ghost.Forget(d, from);
        }
    }
}
