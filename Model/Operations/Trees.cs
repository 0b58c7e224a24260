using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>The order of VMAs in the reverse map's interval trees: by the offset at which they begin, and among equals by when they were
/// entered (mm/interval_tree.c). Splitting and merging take a VMA out and enter it again.</summary>
internal static class Trees
{
    /// <summary>Enters a page's VMA into the trees that it belongs to, behind its equals.</summary>
    public static void Enter(this Draft draft, Place place)
    {
        var first = First(in draft.World, place);
        if (draft.World.Vma(first).AnonVma != 0)
        {
            EnterAnon(draft, first);
        }

        if (draft.World.Vma(first).Object != 0)
        {
            Append(ref draft.World.FileOrders, in draft.World, Index(first));
        }
    }

    /// <summary>Enters a VMA into its anon_vmas' trees.</summary>
    public static void EnterAnon(Draft draft, Place first) => Append(ref draft.World.AnonOrders, in draft.World, Index(first));

    /// <summary>Enters again what a change of protection cut or joined; a VMA that kept its bounds stays where it was.</summary>
    public static void Reenter(this Draft draft, int space, (int Start, int End) before, int start, int end)
    {
        var now = AddressSpace.Extent(in draft.World, Place.At(space, start));
        if (now == before)
        {
            return;
        }

        draft.Enter(Place.At(space, now.Start));
        if (before.Start < start && now.Start == start)
        {
            draft.Enter(Place.At(space, before.Start));
        }

        if (before.End > end && now.End == end)
        {
            draft.Enter(Place.At(space, end));
        }
        else if (now.Start < start && before.End > end)
        {
            draft.Enter(Place.At(space, end));
        }
    }

    /// <summary>Enters a child's VMA: behind all equals in the anon_vmas' trees, right behind its parent's in a file's.</summary>
    public static void EnterAfter(this Draft draft, Place child, Place parent)
    {
        if (draft.World.Vma(child).AnonVma != 0)
        {
            EnterAnon(draft, child);
        }

        if (draft.World.Vma(child).Object == 0)
        {
            return;
        }

        ref var orders = ref draft.World.FileOrders;
        var behind = orders[Index(parent)];
        for (var i = 0; i < Capacity.Places; i++)
        {
            orders[i] += (byte)(orders[i] > behind ? 1 : 0);
        }

        orders[Index(child)] = (byte)(behind + 1);
    }

    /// <summary>The index of a place in the world's tables.</summary>
    public static int Index(Place place) => (place.Space * Capacity.Pages) + place.Page;

    private static Place First(in World world, Place place) => Place.At(place.Space, AddressSpace.Extent(in world, place).Start);

    /// <summary>Gives a VMA the highest order, and numbers all others anew without gaps,
    /// so that equal situations have equal numbers.</summary>
    private static void Append(ref OrderTable orders, in World world, int index)
    {
        orders[index] = 0;
        Span<byte> dense = stackalloc byte[Capacity.Places];
        byte next = 1;
        for (var low = 0; ;)
        {
            var lowest = int.MaxValue;
            for (var i = 0; i < Capacity.Places; i++)
            {
                lowest = world.Vmas[i].IsFirst && orders[i] > low && orders[i] < lowest ? orders[i] : lowest;
            }

            if (lowest == int.MaxValue)
            {
                break;
            }

            for (var i = 0; i < Capacity.Places; i++)
            {
                dense[i] = world.Vmas[i].IsFirst && orders[i] == lowest ? next : dense[i];
            }

            next++;
            low = lowest;
        }

        dense[index] = next;
        dense.CopyTo(orders);
    }
}
