using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>VMAs: where they begin and end, how they split and merge. Changed under mmap_lock held for writing.</summary>
/// <remarks>Merging shows: mremap refuses a range that spans two VMAs, fault-around stops at their ends, fork passes over those without an
/// anon_vma. The rules are those of mm/vma.c: vma_merge_new_range, vma_merge_existing_range, is_mergeable_anon_vma.</remarks>
public static class AddressSpace
{
    /// <summary>The VMA that a mapped page belongs to.</summary>
    /// <param name="world">The world.</param>
    /// <param name="place">The page.</param>
    /// <returns>Its first page and its end, exclusive.</returns>
    public static (int Start, int End) Extent(in World world, Place place)
    {
        int start = place.Page;
        while (!world.Vma(Place.At(place.Space, start)).IsFirst)
        {
            start--;
        }

        var end = place.Page + 1;
        while (end < Capacity.Pages && world.Vma(Place.At(place.Space, end)) is { IsMapped: true, IsFirst: false })
        {
            end++;
        }

        return (start, end);
    }

    /// <summary>Whether any page of a range is mapped.</summary>
    /// <param name="world">The world.</param>
    /// <param name="space">The address space.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">The end, exclusive.</param>
    /// <returns>True when one is.</returns>
    public static bool IsAnyMapped(in World world, int space, int start, int end)
    {
        for (var page = start; page < end; page++)
        {
            if (world.Vma(Place.At(space, page)).IsMapped)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts a new VMA into a hole, merging it with its neighbours where the kernel does.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="space">The address space.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">The end, exclusive.</param>
    /// <param name="first">The attributes of its first page; the offsets of the others follow.</param>
    public static void Insert(this Draft draft, int space, int start, int end, Vma first)
    {
        var left = start > 0 && MergesAfter(draft, draft.Vma(space, start - 1), first);
        var last = first with { Offset = (byte)(first.Offset + end - start - 1) };
        var right = end < Capacity.Pages && MergesBefore(draft, last, draft.Vma(space, end))
            && !(left && !Agree(draft.Vma(space, start - 1), draft.Vma(space, end)));
        for (var page = start; page < end; page++)
        {
            var offset = (byte)(first.Offset + page - start);
            draft.SetVma(Place.At(space, page), first with { Offset = offset, IsFirst = page == start && !left });
        }

        if (right)
        {
            draft.SetFirst(space, end, false);
        }

        draft.ShareAnonVma(Place.At(space, start));
        draft.Enter(Place.At(space, start));
    }

    /// <summary>Changes protection or binding of part of one VMA, splitting it and merging with neighbours where the kernel does.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="space">The address space.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">The end, exclusive; inside the same VMA.</param>
    /// <param name="changed">The protection, accounting and binding to set.</param>
    public static void Change(this Draft draft, int space, int start, int end, Vma changed)
    {
        var extent = Extent(in draft.World, Place.At(space, start));
        for (var page = start; page < end; page++)
        {
            var vma = draft.Vma(space, page);
            draft.SetVma(Place.At(space, page), vma with
            {
                Protection = changed.Protection,
                IsAccounted = changed.IsAccounted,
                IsBound = changed.IsBound,
            });
        }

        var left = extent.Start == start && start > 0 && MergesAfter(draft, draft.Vma(space, start - 1), draft.Vma(space, start));
        var right = extent.End == end && end < Capacity.Pages && MergesBefore(draft, draft.Vma(space, end - 1), draft.Vma(space, end))
            && !(left && !Agree(draft.Vma(space, start - 1), draft.Vma(space, end)));
        draft.SetFirst(space, start, !left);
        if (end < Capacity.Pages && draft.Vma(space, end).IsMapped)
        {
            draft.SetFirst(space, end, !right);
        }

        draft.ShareAnonVma(Place.At(space, start));
        draft.Reenter(space, extent, start, end);
    }

    /// <summary>Makes a hole.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="space">The address space.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">The end, exclusive.</param>
    public static void Remove(this Draft draft, int space, int start, int end)
    {
        var cutsBefore = start > 0 && draft.Vma(space, start) is { IsMapped: true, IsFirst: false };
        var cutsAfter = end < Capacity.Pages && draft.Vma(space, end) is { IsMapped: true, IsFirst: false };
        if (cutsAfter)
        {
            draft.SetFirst(space, end, true);
        }

        for (var page = start; page < end; page++)
        {
            draft.SetVma(Place.At(space, page), default);
        }

        if (cutsBefore)
        {
            draft.Enter(Place.At(space, start - 1));
        }

        if (cutsAfter)
        {
            draft.Enter(Place.At(space, end));
        }
    }

    /// <summary>What the VMAs say of a page.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="space">The address space.</param>
    /// <param name="page">The page.</param>
    /// <returns>The attributes.</returns>
    public static Vma Vma(this Draft draft, int space, int page) => draft.World.Vma(Place.At(space, page));

    /// <summary>Whether a new VMA, whose first page is given, may extend the one whose last page is given.</summary>
    private static bool MergesAfter(Draft draft, Vma previous, Vma first) =>
        IsAlike(previous, first) && previous.Offset + 1 == first.Offset && AreAnonVmasMergeable(draft, first.AnonVma, previous);

    private static bool MergesBefore(Draft draft, Vma last, Vma next) =>
        IsAlike(last, next) && last.Offset + 1 == next.Offset && AreAnonVmasMergeable(draft, last.AnonVma, next);

    private static bool IsAlike(Vma a, Vma b) =>
        a.IsMapped && a.Kind == b.Kind && a.Protection == b.Protection && a.IsAccounted == b.IsAccounted && a.Object == b.Object
        && a.IsBound == b.IsBound;

    /// <summary>One of them may lack an anon_vma only if the neighbour's own chain has exactly one link.</summary>
    private static bool AreAnonVmasMergeable(Draft draft, byte anonVma, Vma neighbour) =>
        anonVma == neighbour.AnonVma || ((anonVma == 0 || neighbour.AnonVma == 0) && draft.HasChainOfOne(neighbour));

    private static bool Agree(Vma previous, Vma next) =>
        previous.AnonVma == next.AnonVma || previous.AnonVma == 0 || next.AnonVma == 0;

    private static void SetFirst(this Draft draft, int space, int page, bool first) =>
        draft.SetVma(Place.At(space, page), draft.Vma(space, page) with { IsFirst = first });

    /// <summary>After a merge, all pages of the VMA have the anon_vma that any of them had.</summary>
    private static void ShareAnonVma(this Draft draft, Place place)
    {
        var (start, end) = Extent(in draft.World, place);
        for (var page = start; page < end; page++)
        {
            var donor = draft.Vma(place.Space, page);
            if (donor.AnonVma == 0)
            {
                continue;
            }

            for (var other = start; other < end; other++)
            {
                var vma = draft.Vma(place.Space, other);
                draft.SetVma(Place.At(place.Space, other), vma with { AnonVma = donor.AnonVma, AnonChain = donor.AnonChain });
            }

            return;
        }
    }
}
