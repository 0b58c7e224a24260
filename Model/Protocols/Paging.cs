using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>On-demand paging: a second driver on the mirror, for an adapter that lets remote peers reach the process.</summary>
/// <remarks>With the fault of Linux 6.15: in that of 6.12, a thread and the adapter can starve each other over a page of device
/// memory.</remarks>
public static class Paging
{
    private const string Region = "region";
    private const string Both = "beside";

    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "on-demand-paging",
        "An adapter lets remote peers reach registered regions without pinning a page, beside a device with memory.")
    {
        Origin = "Asked for in the discussion of the thirteenth version: mlx5 and the RDMA core used notifiers of their own. They use "
            + "hmm_range_fault since Linux 5.10, and hmm_dma_map since Linux 6.16.",
        Drive = static driver => new OnDemandPaging(new BusMapping(driver)),
        Operations = static driver =>
        [
            MemoryRegion.Register(), MemoryRegion.Deregister(),
            RemoteAccess.Read(driver), RemoteAccess.Write(driver), RemoteAccess.Prefetch(driver),
        ],
        Amend = static operation => LockedFault.Extension.Amend(Dma.Amend(operation)),
        Invariants = PagingClaims.Invariants,
        Witnesses = PagingClaims.Witnesses(Region, Both),
        Mutants = PagingClaims.Mutants(Region, Both),
        Scopes =
        [
            new(Region, "Remote peers write and read a region while it is registered and deregistered, and its page goes.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Keeps = Kept.Dma | Kept.Statuses,
                Times = 2,
                Prelude = [Call("register-region", 0, 1), Call("rdma-write", 0, 1, 2)],
                Actors =
                [
                    [Call("cpu-write", 0, 1, 1), Call("discard", 0, 1),
                        new("protect", new() { Count = 1, Protection = Access.Read })],
                    [Call("rdma-write", 0, 1, 3), Call("rdma-read", 0, 1)],
                    [Call("deregister-region", 0, 1), Call("register-region", 0, 1), Call("prefetch", 0, 1)],
                ],
            }),
            new(Both, "A device moves a page to its memory that remote peers reach through an adapter.", new Scope
            {
                Pages = 1,
                PrivateDevices = 2,
                Keeps = Kept.Dma | Kept.Statuses,
                Times = 1,
                Prelude = [Call("register-region", 1, 1), Call("rdma-write", 1, 1, 1)],
                Actors =
                [
                    [Call("cpu-write", 0, 1, 5), Call("discard", 0, 1)],
                    [Call("migrate-to-device", 0, 1)],
                    [Call("rdma-write", 1, 1, 3)],
                ],
            }),
            new("half", "Remote peers write a range of which one page is registered, and its pages go.", new Scope
            {
                Pages = 2,
                PrivateDevices = 1,
                Keeps = Kept.Dma | Kept.Statuses,
                Times = 2,
                Prelude = [Call("register-region", 0, 1)],
                Actors = [[Call("cpu-write", 0, 1, 1), Call("discard", 0, 2)], [Call("rdma-write", 0, 2, 3), Call("prefetch", 0, 2)],
                    [Call("rdma-read", 0, 1)]],
            }),
        ],
    };

    private static Invocation Call(string operation, int device, int count, ushort value = 0) =>
        new(operation, new Binding { Device = (byte)device, Count = (byte)count, Value = value });
}
