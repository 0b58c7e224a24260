using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device's memory comes and goes: the life that a helper for drivers would keep, the same for private and for coherent
/// memory.</summary>
/// <remarks>The phase of the memory, which changes under the lock of the free list, is what two callers agree by: no further lock is
/// held while pages are driven out.</remarks>
public static class Registration
{
    /// <summary>-ENODEV.</summary>
    public const int NoDevice = -19;

    /// <summary>A device's memory comes.</summary>
    /// <returns>The operation.</returns>
    public static Operation Register() => new("register", Role.Environment,
    [
        Do("reserve a range of addresses", static d => Advance(d, DevicePhase.Offline, DevicePhase.Arriving, Exclusive.Busy))
            .From("kernel/resource.c:request_free_mem_region")
            .If(static d => d.Me.Status != 0, "refuse"),
        Do("put the pages on the free list", static d =>
        {
            Advance(d, DevicePhase.Arriving, DevicePhase.Online, Exclusive.Busy);
            d.SetDevice(d.At.Device, Record(d) with { Listed = Record(d).Limit });
        })
            .Under(LockClasses.FreeList)
            .From("mm/memremap.c:memremap_pages")
            .Because("Each page starts without a reference. None may be found on the list before all of them are there.")
            .Then(Group.Done),
        Note("refuse", static d => d.Return(d.Me.Status)),
    ])
    {
        Rule = "A device's memory is registered: its pages may be taken from then on.",
    };

    /// <summary>A device's memory goes.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Unregister(Driver driver) => new("unregister", Role.Environment,
    [
        Do("stop allocation", static d =>
        {
            Advance(d, DevicePhase.Online, DevicePhase.Draining, NoDevice);
            d.SetDevice(d.At.Device, Record(d) with { Listed = d.Me.Status == 0 ? (byte)0 : Record(d).Listed });
            d.Me.Index = d.At.Device;
        })
            .Under(LockClasses.FreeList)
            .Because("The free pages leave the list, and none comes back to it: there is nothing to take.")
            .If(static d => d.Me.Status != 0, "refuse"),
        .. Drain.Steps(driver),
        Await("wait for the last page", static d => FreeList.InUse(in d.World, d.At.Device) == 0, static _ => { })
            .From("mm/memremap.c:memunmap_pages")
            .Because("A page counts as used until the driver's page_free has returned."),
        Do("remove the pages", static d => Advance(d, DevicePhase.Draining, DevicePhase.Offline, NoDevice))
            .From("mm/memremap.c:pageunmap_range")
            .Then(Group.Done),
        Note("refuse", static d => d.Return(d.Me.Status)),
    ])
    {
        Rule = "A device's memory is unregistered: every page goes back to system memory, whosever it is, before the memory is gone.",
    };

    private static DeviceRecord Record(Draft d) => d.World.Device(d.At.Device);

    private static void Advance(Draft d, DevicePhase from, DevicePhase to, int otherwise)
    {
        var record = Record(d);
        d.Me.Status = record.Phase == from ? (short)0 : (short)otherwise;
        if (d.Me.Status == 0)
        {
            d.SetDevice(d.At.Device, record with { Phase = to });
        }
    }
}
