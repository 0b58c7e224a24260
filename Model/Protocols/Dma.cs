using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Bus addresses for what devices map, linked and unlinked on behalf of their drivers.</summary>
public static class Dma
{
    private const string Pages = "bus";
    private const string Range = "range";

    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "dma", "Devices reach memory at bus addresses, by page or by reserved range: no address outlives the mirror's entry.")
    {
        Origin = "The first two wishes of the seventh version: mapping on behalf of the driver, and an interface that maps a range of "
            + "addresses whose pages may change. In Linux 6.12 each driver maps each page by itself (drivers/infiniband/core/umem_odp.c); "
            + "Linux 6.16 has hmm_dma_map, which reserves a range once and links pages.",
        Drive = static driver => new BusMapping(driver),
        Operations = static _ => [DmaRange.Reserve(), DmaRange.Release(), DmaAccess.Read(), DmaAccess.Write()],
        Amend = Amend,
        Invariants = DmaClaims.All,
        Witnesses = DmaWitnesses.Of(Pages, Range),
        Mutants = DmaMutants.Of(Pages, Range),
        Scopes =
        [
            new(Pages, "A device's driver maps a page, its hardware writes it without a lock, and a thread takes it away.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Keeps = Kept.Dma | Kept.Statuses,
                Actors =
                [
                    [Call("cpu-write", 1, 1), Call("discard", 1), Call("migrate-to-device", 1)],
                    [Call("device-write", 1, 2)],
                    [Call("dma-write", 1, 3)],
                ],
            }),
            new(Range, "The pages behind a reserved range of bus addresses come and go, and the range is given back.", new Scope
            {
                Pages = 2,
                PrivateDevices = 1,
                Keeps = Kept.Dma | Kept.Statuses,
                Times = 2,
                Prelude = [Call("reserve-range", 2), Call("device-write", 2, 2)],
                Actors =
                [
                    [Call("cpu-write", 1, 1), Call("discard", 2)],
                    [Call("device-read", 2), Call("release-range", 2)],
                    [Call("dma-write", 1, 4)],
                ],
            }),
            new("rights", "Fork, mprotect and exclusive access take rights away that a bus address grants.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Spaces = 2,
                Keeps = Kept.Dma | Kept.Statuses,
                Times = 2,
                Prelude = [Call("device-write", 1, 2)],
                Actors =
                [
                    [new("fork", new() { To = 1 }), new("protect", new() { Count = 1, Protection = Access.Read }),
                        new("cpu-write", new() { Space = 1, Count = 1, Value = 5 })],
                    [Call("exclusive", 1), Call("device-read", 1)],
                    [Call("dma-read", 1), Call("dma-write", 1, 4)],
                ],
            }),
            new("file", "A device maps a page of a file that is truncated and grows again.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Keeps = Kept.Dma | Kept.Statuses | Kept.Files,
                Times = 2,
                Prelude =
                [
                    Call("unmap", 1),
                    new("map", new() { Count = 1, Kind = VmaKind.FileShared, Protection = Access.Write }),
                    Call("device-write", 1, 2),
                ],
                Actors =
                [
                    [Call("truncate", 0), Call("truncate", 1), Call("cpu-write", 1, 1)],
                    [Call("device-write", 1, 3)],
                    [Call("dma-write", 1, 4)],
                ],
            }),
        ],
    };

    /// <summary>What a driver's accesses and migrations do besides where devices have bus addresses.</summary>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, amended.</returns>
    internal static Operation Amend(Operation operation) =>
        (operation.Name is "device-read" or "device-write" or "rdma-read" or "rdma-write" or "prefetch"
            ? operation.Insert("check whether to retry", DmaMap.Link()).Insert("retry", DmaMap.Refuse())
            : operation)
        .Amend("copy a page in", static step => step.And(static d =>
        {
            if (d.Me.Status == 0)
            {
                DmaMap.Wrote(d, d.Me.Cursor - 1);
            }
        }))
        .Amend("make the copy the page", static step => step.And(DmaMap.CarryStatus));

    private static Invocation Call(string operation, int count, ushort value = 0) =>
        new(operation, new Binding { Count = (byte)count, Value = value });
}
