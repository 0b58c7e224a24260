using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>Invariants of contents.</summary>
internal static class DataClaims
{
    /// <summary>A page on its way is judged when it has settled: between, its source or its destination holds the contents.
    /// A slot of swap space is locked until it is written.</summary>
    public static Finding? Preserved(in World world)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var entry = world.Ptes[i];
            var place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
            if ((entry.Kind is PteKind.Present or PteKind.Private or PteKind.Exclusive or PteKind.Locked
                    || (entry.Kind == PteKind.Swapped && world[entry.Frame].Locker == 0))
                && world[entry.Frame].Content != Ghost.Expected(in world, place))
            {
                return new(place, -1, entry.Frame);
            }
        }

        return null;
    }
}
