using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Worlds;

/// <summary>What devices map, against what the CPU's tables say.</summary>
public static class Mirrors
{
    /// <summary>The first mirror entry that grants more than the CPU's entry, while nothing is in flight.</summary>
    /// <param name="world">The world.</param>
    /// <param name="leaks">Pages that the kernel took from a device without telling it.</param>
    /// <returns>The entry in words, or null.</returns>
    public static string? Excess(in World world, Leaks leaks)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            for (byte process = 0; process < Capacity.Spaces; process++)
            {
                for (byte page = 0; page < Capacity.Pages; page++)
                {
                    var place = new Place(process, page);
                    var (mirror, table) = (world.Mirror(device, place), world[place]);
                    var isUntold = mirror.Access == MirrorAccess.Atomic && leaks.Of(mirror.Frame) > 0;
                    if (!isUntold && (mirror.IsDangling || (mirror.Access != MirrorAccess.None && !Covers(table, mirror))))
                    {
                        return $"device {device} maps {place} as {mirror}, and the CPU as {table}";
                    }
                }
            }
        }

        return null;
    }

    private static bool Covers(Pte table, MirrorEntry mirror) => table.Frame == mirror.Frame && mirror.Access switch
    {
        MirrorAccess.None => true,
        MirrorAccess.Read => table.Kind is PteKind.Zero or PteKind.Present or PteKind.Private && table.Access != Access.None,
        MirrorAccess.Write => table.Kind is PteKind.Present or PteKind.Private && table.IsWritable,
        MirrorAccess.Atomic => table.Kind == PteKind.Exclusive,
    };
}
