using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A process ends: its mirrors are told, its memory goes, and its device files are closed.</summary>
public static class Exit
{
    /// <summary>The end of a process.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("exit", Role.Thread,
    [
        Do("drop the last user", static d => d.SetSpace(d.At.Space, d.World.Space(d.At.Space) with { IsAlive = false }))
            .From("kernel/fork.c:mmput"),
        .. Notifier.Start("announce the release", driver,
            static d => Mapping.Announce(d, NotifierEvent.Release, 0, d.World.PageCount)),
        .. Notifier.End("end the release's notice"),
        Take(LockClasses.Mmap, LockMode.Read),
        .. Notifier.Start("announce the unmapping", driver,
            static d => Mapping.Announce(d, NotifierEvent.Unmap, 0, d.World.PageCount)),
        Do("clear the entries", static d => Zap.Range(d, d.At.Space, 0, d.World.PageCount))
            .Under(LockClasses.PageTable, LockClasses.FreeList)
            .From("mm/mmap.c:exit_mmap"),
        .. Notifier.End("end the unmapping's notice"),
        Release(LockClasses.Mmap, LockMode.Read),
        Take(LockClasses.Mmap),
        Do("remove the VMAs", static d =>
        {
            d.Remove(d.At.Space, 0, d.World.PageCount);
            Objects.Collect(d);
        }).From("mm/mmap.c:exit_mmap"),
        Release(LockClasses.Mmap),
        Note("start with the first device", static d => d.Me.Index = 0),
        Mark("close the next device"),
        .. Close(driver),
        Note("pass the device", static d => d.Me.Index++)
            .If(static d => d.Me.Index < d.World.DeviceCount, "close the next device"),
    ])
    {
        Rule = "A process ends; closing its device files moves every page of those devices back to system memory, whosever it is.",
    };

    /// <summary>Closes a device file and opens it again.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Reopen(Driver driver) => new("reopen", Role.Thread,
    [
        Note("take the device", static d => d.Me.Index = d.At.Device),
        .. Close(driver),
        Do("open the device", static d => SetSubscribed(d, true))
            .Under(LockClasses.Subscriptions)
            .From("lib/test_hmm.c:dmirror_fops_open"),
    ])
    {
        Rule = "A process closes a device file and opens it again; the mirror starts empty.",
    };

    private static System.Collections.Immutable.ImmutableArray<Step> Close(Driver driver) => Group.Of("close",
    [
        Await("unsubscribe", static d => !d.World.Space(d.At.Space).IsOdd, static d => SetSubscribed(d, false))
            .Under(LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:mmu_interval_notifier_remove")
            .Because("Waits until no invalidation runs in the address space: one that began before may still call the driver."),
        .. Evict.Steps(driver),
        Note("free the mirror", static d =>
        {
            for (var page = 0; page < Capacity.Pages; page++)
            {
                d.SetMirror(d.Me.Index, Place.At(d.At.Space, page), MirrorEntry.None);
            }
        }).From("lib/test_hmm.c:dmirror_fops_release"),
    ]);

    private static void SetSubscribed(Draft d, bool subscribed)
    {
        var device = subscribed ? d.At.Device : d.Me.Index;
        var space = d.World.Space(d.At.Space);
        var bit = 1 << device;
        Fired.Note(d, subscribed
            ? Fired.Bit(SubscriptionState.Unregistered, SubscriptionTrigger.Insert)
            : Fired.Bit(SubscriptionState.Idle, SubscriptionTrigger.Remove));
        d.SetSpace(d.At.Space, space with { Subscribers = (byte)(subscribed ? space.Subscribers | bit : space.Subscribers & ~bit) });
    }
}
