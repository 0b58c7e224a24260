using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>Invariants of memory that is full.</summary>
internal static class PressureClaims
{
    /// <summary>Nobody has more than there is.</summary>
    public static Finding? WithinLimits(in World world)
    {
        if (world.SystemLimit > 0 && SystemMemory.InUse(in world) > world.SystemLimit)
        {
            return default(Finding);
        }

        for (var device = 0; device < world.DeviceCount; device++)
        {
            if (world.Device(device).Limit is var limit && limit > 0 && FreeList.InUse(in world, device) > limit)
            {
                return new(default, device);
            }
        }

        return null;
    }

    /// <summary>Space in swap is no memory: it is neither mapped nor cached, and locked only by whoever writes or reads it.</summary>
    public static Finding? SwapIsNotMapped(in World world)
    {
        for (var index = 1; index < Capacity.Frames; index++)
        {
            var frame = new Frame((byte)index);
            if (world[frame].Kind == FrameKind.Swap && (world[frame].Mappings > 0 || IsMirrored(in world, frame)))
            {
                return new(default, -1, frame);
            }
        }

        return null;
    }

    private static bool IsMirrored(in World world, Frame frame)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (world.Mirrors[i].Access != MirrorAccess.None && world.Mirrors[i].Frame == frame && !world.Mirrors[i].IsDangling)
            {
                return true;
            }
        }

        return false;
    }
}
