using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>mprotect.</summary>
public static class Protect
{
    private const int NoMemory = -12;

    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("protect", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Note("find the next VMA", FindVma)
            .If(static d => d.Me.Cursor == d.At.End, "leave")
            .If(static d => !d.Vma(d.At.Space, d.Me.Cursor).IsMapped, "refuse")
            .If(static d => d.Vma(d.At.Space, d.Me.Cursor).Protection == d.At.Protection, "pass the VMA"),
        Do("change the VMA", static d => d.Change(d.At.Space, d.Me.Cursor, d.Me.Limit, Changed(d)))
            .From("mm/mprotect.c:mprotect_fixup")
            .If(static d => !IsPopulated(d), "pass the VMA"),
        .. Notifier.Start("announce the protection", driver,
            static d => Mapping.Announce(d, NotifierEvent.ProtectVma, d.Me.Cursor, d.Me.Limit)),
        Do("change the entries", static d =>
        {
            for (int page = d.Me.Cursor; page < d.Me.Limit; page++)
            {
                ChangeEntry(d, Place.At(d.At.Space, page));
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/mprotect.c:change_pte_range"),
        .. Notifier.End("end the protection's notice"),
        Note("pass the VMA", static d => d.Me.Cursor = d.Me.Limit).Then("find the next VMA"),
        Note("refuse", static d => d.Return(NoMemory)),
        Release(LockClasses.Mmap) with { Label = "leave" },
    ])
    {
        Rule = "A thread changes the protection of a range, up to the first hole in it.",
    };

    private static void FindVma(Draft d)
    {
        if (d.Me.Cursor < d.At.End && d.Vma(d.At.Space, d.Me.Cursor).IsMapped)
        {
            d.Me.Limit = (byte)Math.Min(AddressSpace.Extent(in d.World, new(d.At.Space, d.Me.Cursor)).End, d.At.End);
        }
    }

    /// <summary>Whether page tables exist below the upper directory that covers the range: the whole arena lies below one.</summary>
    private static bool IsPopulated(Draft d)
    {
        for (var page = 0; page < Capacity.Pages; page++)
        {
            if (d[Place.At(d.At.Space, page)].Kind != PteKind.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A private mapping is charged when it first becomes writable, and uncharged when it never had an anonymous page.</summary>
    private static Vma Changed(Draft d)
    {
        var vma = d.Vma(d.At.Space, d.Me.Cursor);
        var accounted = vma.IsAccounted;
        if (d.At.Protection == Access.Write)
        {
            accounted |= vma.IsPrivate;
        }
        else if (vma.IsAnonymous && vma.AnonVma == 0)
        {
            accounted = false;
        }

        return vma with { Protection = d.At.Protection, IsAccounted = accounted };
    }

    private static void ChangeEntry(Draft d, Place place)
    {
        var entry = d[place];
        var to = d.At.Protection;
        switch (entry.Kind)
        {
            case PteKind.Zero:
                d.Fire(place, PageTrigger.Protect, Pte.Zero(to == Access.None ? Access.None : Access.Read));
                break;
            case PteKind.Present:
                var isOwn = d[entry.Frame].IsAnonymous && d[entry.Frame].IsExclusive;
                var writable = to == Access.Write && (!d.World.Vma(place).IsPrivate || isOwn);
                var changed = entry.With(writable ? Access.Write : to == Access.None ? Access.None : Access.Read);
                d.Fire(place, writable ? PageTrigger.Upgrade : PageTrigger.Protect, changed);
                break;
            case PteKind.Migration when entry.IsWritable:
                var exclusive = d[entry.Frame].IsAnonymous;
                d.Fire(place, PageTrigger.Weaken, Pte.Migration(entry.Frame, Access.Read, exclusive));
                break;

            case PteKind.Locked:
                d.Fire(place, PageTrigger.Protect, entry.With(to == Access.Write ? Access.Write : Access.Read));
                break;

            // Entries of device memory lose writing in every mprotect and get it back in none: only a return to system memory restores it.
            case PteKind.Private or PteKind.Exclusive:
                d.Fire(place, PageTrigger.Protect, entry.With(Access.Read));
                break;
        }
    }
}
