using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>The anon_vmas: which VMAs may map an anonymous page, so that a walk of the reverse map asks them all (mm/rmap.c).</summary>
/// <remarks>It shows: a walk announces an invalidation to every address space whose VMA covers the page, whether it still maps it or not,
/// and each device that mirrors one of them loses its entries.</remarks>
public static class AnonVmas
{
    /// <summary>Gives a VMA an anon_vma before its first anonymous page (__anon_vma_prepare): a neighbour's,
    /// if they might merge one day.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="place">A page of the VMA.</param>
    public static void PrepareAnonVma(this Draft draft, Place place)
    {
        if (draft.World.Vma(place).AnonVma != 0)
        {
            return;
        }

        var (start, end) = AddressSpace.Extent(in draft.World, place);
        var chosen = Neighbours(draft, place.Space, start, end);
        if (chosen == 0)
        {
            chosen = Fresh(draft, parent: 0);
        }

        for (var page = start; page < end; page++)
        {
            var vma = draft.Vma(place.Space, page);
            draft.SetVma(Place.At(place.Space, page), vma with { AnonVma = (byte)chosen, AnonChain = (byte)chosen });
        }

        Trees.EnterAnon(draft, Place.At(place.Space, start));
    }

    /// <summary>Whether a VMA's chain has one link: it has an anon_vma and no fork copied it.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="vma">The VMA.</param>
    /// <returns>True when it has.</returns>
    public static bool HasChainOfOne(this Draft draft, Vma vma) => vma.AnonChain != 0 && draft.World.AnonParents[vma.AnonChain] == 0;

    /// <summary>The anon_vma and chain of a child's copy of a VMA (anon_vma_fork): one that its parent's chain has and nobody uses,
    /// else a new one.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="parent">The parent's VMA.</param>
    /// <returns>The anon_vma and the last link of the chain.</returns>
    public static (int AnonVma, int Chain) Fork(Draft draft, Vma parent)
    {
        Span<int> chain = stackalloc int[Capacity.Frames];
        var length = 0;
        for (int link = parent.AnonChain; link != 0; link = draft.World.AnonParents[link])
        {
            chain[length++] = link;
        }

        for (var i = length - 1; i >= 0; i--)
        {
            if (Children(in draft.World, chain[i]) < 2 && ActiveVmas(in draft.World, chain[i]) == 0)
            {
                return (chain[i], parent.AnonChain);
            }
        }

        var fresh = Fresh(draft, parent.AnonVma);
        if (parent.AnonVma != parent.AnonChain)
        {
            draft.World.AnonParents[fresh] = parent.AnonChain;
        }

        return (fresh, fresh);
    }

    /// <summary>Whether a VMA's chain contains an anon_vma.</summary>
    /// <param name="world">The world.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="anonVma">The anon_vma.</param>
    /// <returns>True when it does.</returns>
    public static bool IsInChain(in World world, Vma vma, int anonVma)
    {
        for (int link = vma.AnonChain; link != 0; link = world.AnonParents[link])
        {
            if (link == anonVma)
            {
                return true;
            }
        }

        return false;
    }

    private static int Neighbours(Draft draft, int space, int start, int end)
    {
        if (end < Capacity.Pages && draft.Vma(space, end) is var next && IsReusable(draft, draft.Vma(space, end - 1), next, next))
        {
            return next.AnonVma;
        }

        return start > 0 && draft.Vma(space, start - 1) is var previous && IsReusable(draft, previous, draft.Vma(space, start), previous)
            ? previous.AnonVma
            : 0;
    }

    private static bool IsReusable(Draft draft, Vma before, Vma after, Vma donor) =>
        before.IsMapped && after.IsMapped && before.Kind == after.Kind && before.IsAccounted == after.IsAccounted
        && before.Object == after.Object && before.Offset + 1 == after.Offset && draft.HasChainOfOne(donor);

    private static int Fresh(Draft draft, int parent)
    {
        Span<bool> used = stackalloc bool[Capacity.Frames];
        MarkLive(in draft.World, used);
        var fresh = 1 + used[1..].IndexOf(false);
        draft.World.AnonParents[fresh] = (byte)parent;
        return fresh;
    }

    private static void MarkLive(in World world, Span<bool> live)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            for (int link = world.Vmas[i].AnonChain; link != 0 && !live[link]; link = world.AnonParents[link])
            {
                live[link] = true;
            }
        }
    }

    /// <summary>Live anon_vmas below one; a root counts as its own child, and is therefore never reused.</summary>
    private static int Children(in World world, int anonVma)
    {
        Span<bool> live = stackalloc bool[Capacity.Frames];
        MarkLive(in world, live);
        var children = world.AnonParents[anonVma] == 0 ? 1 : 0;
        for (var i = 1; i < Capacity.Frames; i++)
        {
            children += live[i] && world.AnonParents[i] == anonVma ? 1 : 0;
        }

        return children;
    }

    private static int ActiveVmas(in World world, int anonVma)
    {
        var active = 0;
        for (var i = 0; i < Capacity.Places; i++)
        {
            active += world.Vmas[i].IsFirst && world.Vmas[i].AnonVma == anonVma ? 1 : 0;
        }

        return active;
    }
}
