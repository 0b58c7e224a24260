using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Worlds;

/// <summary>The one defect of the kernel's test driver that shows even where nothing runs at the same time: after fork, two processes may
/// have the same device read one of its private pages. When a process that did not have the page migrated touches it, the driver skips
/// its own migration's notice and erases the page from the mirror of the other process alone
/// (lib/test_hmm.c:dmirror_devmem_fault).</summary>
/// <remarks>What the device reads from then on is freed memory, so a run that meets this says nothing any more.</remarks>
public static class Defects
{
    /// <summary>Whether a call left a device with a page that was freed, in the way that the test driver is known for.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="before">The world before the call.</param>
    /// <param name="after">The world after it.</param>
    /// <returns>True when it did.</returns>
    public static bool Struck(Protocol protocol, in World before, in World after)
    {
        for (byte process = 0; process < Capacity.Spaces && protocol.Driver is TestHmm; process++)
        {
            for (byte page = 0; page < before.PageCount; page++)
            {
                var place = new Place(process, page);
                var entry = before[place];
                var frame = before[entry.Frame];
                if (entry.Kind == PteKind.Private && frame.Migrator != process && after.Mirror(frame.Device, place).IsDangling)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
