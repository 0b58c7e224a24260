using System.Collections.Immutable;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Evicts a device until none of its pages is in use.</summary>
/// <remarks>One pass of <see cref="Evict"/> leaves behind what is locked or referenced by somebody else at that moment. Those let go in the
/// end, so that passes follow until nothing is left; it ends only where nobody takes new pages meanwhile.</remarks>
public static class Drain
{
    /// <summary>Drains the device in <see cref="Flight.Index"/>.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Steps(Driver driver) => Group.Of("drain",
    [
        Await("wait for a page that nobody has locked", static d => Find(d, out var locked) || !locked, static _ => { })
            .From("mm/migrate_device.c:migrate_device_range")
            .Because("Trying again and again instead would do the same and burn a CPU.")
            .If(static d => !Find(d, out _), "drained"),
        .. Evict.Steps(driver),
        Note("look again", static _ => { }).Then("wait for a page that nobody has locked"),
        Mark("drained"),
    ]);

    /// <summary>Whether a page of the device is in use that nobody has locked; else whether one is that somebody has.</summary>
    private static bool Find(Draft d, out bool locked)
    {
        locked = false;
        for (var index = 1; index < Capacity.Frames; index++)
        {
            var record = d.World.Frames[index];
            if (record.IsDevice && record.Device == d.Me.Index)
            {
                locked |= record.Locker != 0;
                if (record.Locker == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
