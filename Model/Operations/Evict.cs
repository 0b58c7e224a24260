using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Moves every page of a device's memory back, whosever it is (lib/test_hmm.c:dmirror_device_evict_chunk,
/// mm/migrate_device.c:migrate_device_range).</summary>
/// <remarks>The kernel locks all pages before it unmaps the first; the model takes them one by one. One pass: a page that is locked, or
/// referenced by somebody else, stays.</remarks>
public static class Evict
{
    /// <summary>Evicts the device in <see cref="Flight.Index"/>.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Steps(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return Group.Of("evict",
        [
            Note("start with the first frame", static d => d.Me.Limit = 1),
            Do("lock the next device page", LockNext)
                .Trying(LockClasses.Folio)
                .From("mm/migrate_device.c:migrate_device_range")
                .If(static d => d.Me.Limit == Capacity.Frames, "evicted"),
            .. Unmapping.Steps(driver),
            .. Group.Of("copy", driver.CopyToMemory()),
            .. Migration.Pages(driver),
            .. Migration.Finish(),
            Note("pass the frame", static d => d.Me.Limit++).Then("lock the next device page"),
            Note("evicted", static d => d.Me.Limit = 0),
        ]);
    }

    private static void LockNext(Draft d)
    {
        for (; d.Me.Limit < Capacity.Frames; d.Me.Limit++)
        {
            var frame = new Frame(d.Me.Limit);
            var record = d[frame];
            if (!record.IsDevice || record.Device != d.Me.Index || !d.TryLock(frame))
            {
                continue;
            }

            d.Get(frame);
            d.Me.Migration = new() { Whole = true, End = 1, Device = d.Me.Index, Collected = 1 };
            d.Me.Migration.Source[0] = frame;
            d.Me.Migration.Marks[0] = MigrationMarks.Migrate;
            return;
        }
    }
}
