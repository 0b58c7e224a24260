using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>Clearing entries for good (mm/memory.c:zap_pte_range), under the page-table lock.</summary>
internal static class Zap
{
    public static void Range(Draft d, int space, int start, int end)
    {
        for (var page = start; page < end; page++)
        {
            Slot(d, Place.At(space, page));
        }
    }

    /// <summary>Clears one entry and drops what it held: a migration entry holds nothing,
    /// a device-exclusive or swap entry a reference but no mapping.</summary>
    public static void Slot(Draft d, Place place)
    {
        var entry = d[place];
        if (entry.Kind == PteKind.None)
        {
            return;
        }

        d.Fire(place, PageTrigger.Zap, Pte.None);
        Ghost.Forget(d, place);
        switch (entry.Kind)
        {
            case PteKind.Present or PteKind.Private or PteKind.Locked:
                d.Unmap(entry.Frame);
                break;
            case PteKind.Exclusive or PteKind.Swapped:
                d.Put(entry.Frame);
                break;
        }
    }
}
