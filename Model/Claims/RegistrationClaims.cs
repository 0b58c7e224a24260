using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>Invariants of device memory that comes and goes.</summary>
internal static class RegistrationClaims
{
    /// <summary>Every page of memory that is there is accounted for.</summary>
    public static Finding? NothingLost(in World world)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            var record = world.Device(device);
            var known = record.Listed + FreeList.InUse(in world, device);
            if (record.Limit > 0 && (record.Phase == DevicePhase.Online ? known != record.Limit : known > record.Limit))
            {
                return new(default, device);
            }
        }

        return null;
    }

    /// <summary>Nobody has pages of memory that is not there.</summary>
    public static Finding? Drained(in World world)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            var record = world.Device(device);
            if (record.Phase is DevicePhase.Offline or DevicePhase.Arriving && FreeList.InUse(in world, device) > 0)
            {
                return new(default, device);
            }
        }

        return null;
    }
}
