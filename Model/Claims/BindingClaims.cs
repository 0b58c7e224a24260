using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of ranges that are bound to a device.</summary>
internal static class BindingClaims
{
    private delegate bool IsBad(in World world, Place place, RangeBinding bound);

    /// <summary>Bound and locked are the same thing, and what is locked is the device's memory.</summary>
    public static Finding? Locked(in World world) => Find(in world, static (in world, place, bound) =>
        (world[place].Kind == PteKind.Locked) != (bound.Phase == BindingPhase.Bound)
        || (bound.Phase == BindingPhase.Bound && !IsMemoryOf(in world, world[place].Frame, bound.Device)));

    /// <summary>Nobody else's table names a bound page.</summary>
    public static Finding? Alone(in World world) => Find(in world, static (in world, place, bound) =>
        bound.Phase == BindingPhase.Bound && (world[world[place].Frame].Mappings != 1 || !world[world[place].Frame].IsExclusive));

    /// <summary>A record of a binding has a range that is marked so.</summary>
    public static Finding? Recorded(in World world) => Find(in world, static (in world, place, bound) =>
        bound.IsBound && !world.Vma(place).IsBound);

    /// <summary>A binding is lost only with its device, and no page is left behind it.</summary>
    public static Finding? Lost(in World world) => Find(in world, static (in world, place, bound) =>
        bound.Phase == BindingPhase.Lost
        && (world.Device(bound.Device).Phase != DevicePhase.Lost || world[place].Kind != PteKind.None));

    private static bool IsMemoryOf(in World world, Frame frame, int device) =>
        world[frame].Kind == FrameKind.Private && world[frame].Device == world.Owner(device);

    private static Finding? Find(in World world, IsBad isBad)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
            var bound = world.Bound(place);
            if ((bound.IsBound || world[place].Kind == PteKind.Locked) && isBad(in world, place, bound))
            {
                return new(place, -1, world[place].Frame);
            }
        }

        return null;
    }
}
