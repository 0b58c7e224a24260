using System.Collections.Immutable;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>What happens when memory is full: the device's own, then the driver evicts a page of it; or the system's, then whoever needs
/// a page reclaims one first.</summary>
public static class Pressure
{
    /// <summary>-ENOMEM.</summary>
    public const int NoMemory = -12;

    /// <summary>A driver empties its device's memory.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Evict(Driver driver) => new("evict", Role.Device,
    [
        Note("take the device", static d => d.Me.Index = d.At.Device),
        .. Drain.Steps(driver),
        Note("finished", static _ => { }).Then(Group.Done),
        Note("give up", static d => d.Return(NoMemory)),
    ])
    {
        Rule = "A driver moves every page of its device's memory back to system memory; it gives up where that is full and nothing in it "
            + "can be reclaimed.",
    };

    /// <summary>Has faults read in what is in swap space, and reclaim where they find no room.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, changed where it faults, evicts, or migrates to a device.</returns>
    public static Operation Relieve(Driver driver, Operation operation)
    {
        var relieved = operation
            .Amend("sample the entry", static step => step
                .FirstIf(static d => d.Me.Fault.Original.Kind == PteKind.Swapped, "hold the slot")
                .FirstIf(static d => SystemMemory.IsNeeded(d) && !SystemMemory.HasRoom(d), "reclaim: isolate a page"))
            .Insert("sample the entry",
            [
                .. Reclaim.Steps(driver, "sample the entry", "fault failed"),
                .. SwapFault.Steps(),
            ])
            .Amend("drain: wait for a page that nobody has locked", static step => step with
            {
                Jumps =
                [
                    .. step.Jumps,
                    new((ref World world, int actor) => SystemMemory.HasRoom(new Draft(ref world, actor)),
                        "evict: start with the first frame"),
                ],
            })
            .Insert("drain: wait for a page that nobody has locked",
                Reclaim.Steps(driver, "evict: start with the first frame", "give up"));
        return operation.Name == "migrate-to-device" ? relieved with { Steps = [.. MakeRoom(driver), .. relieved.Steps] } : relieved;
    }

    /// <summary>Evicts a page of the device's memory when it is full and a page of the range is elsewhere.</summary>
    /// <remarks>Before any lock is held: a driver that evicts inside a migration must not wait for a lock of a page.</remarks>
    private static ImmutableArray<Step> MakeRoom(Driver driver) => Group.Of("make room",
    [
        Do("look for a free page", static d => d.Me.Index = (byte)d.World.Owner(d.At.Device))
            .From("drivers/gpu/drm/nouveau/nouveau_dmem.c:nouveau_dmem_page_alloc_locked")
            .If(static d => !IsRoomNeeded(d), "there is room"),
        .. Operations.Evict.Steps(driver).Select(static step => step.Label == "evict: pass the frame"
            ? step.FirstIf(static d => FreeList.HasPage(in d.World, d.Me.Index), "evicted")
            : step),
        Note("there is room", static _ => { }),
    ]);

    private static bool IsRoomNeeded(Draft d)
    {
        var elsewhere = false;
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var entry = d[new Place(d.At.Space, page)];
            elsewhere |= entry.Frame.IsNone || !d[entry.Frame].IsDevice;
        }

        return elsewhere && !FreeList.HasPage(in d.World, d.Me.Index);
    }
}
