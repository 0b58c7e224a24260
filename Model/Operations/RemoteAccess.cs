using System.Collections.Immutable;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>What remote peers do to a registered region through an adapter, and the page faults that the adapter raises for it
/// (drivers/infiniband/hw/mlx5/odp.c).</summary>
internal static class RemoteAccess
{
    private const FlightMarks Writing = FlightMarks.RequestFault | FlightMarks.RequestWrite;

    /// <summary>A remote peer reads a range.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Read(Driver driver) => new("rdma-read", Role.Device, Steps(driver, write: false))
    {
        Rule = "A remote peer reads a range of a region through an adapter, which faults what is missing.",
    };

    /// <summary>A remote peer writes a range.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Write(Driver driver) => new("rdma-write", Role.Device, Steps(driver, write: true))
    {
        Rule = "A remote peer writes a range of a region through an adapter, which faults what is missing.",
    };

    /// <summary>A process has pages of a region brought in before a peer asks for them (ibv_advise_mr).</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Prefetch(Driver driver) => new("prefetch", Role.Device,
    [
        Do("look up the region", static d =>
        {
            d.Me.Cursor = d.At.Page;
            LookUp(d, isGranted: false);
        }).If(static d => d.Me.Status == RangeFault.BadAddress, "access"),
        .. Fault(driver, FlightMarks.RequestFault),
        Mark("access"),
    ])
    {
        Rule = "A process has the pages of a region mapped for an adapter ahead of time.",
    };

    private static ImmutableArray<Step> Steps(Driver driver, bool write) =>
    [
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Mark("access"),
        Do("look up the translation", d => LookUp(d, DmaAccess.IsGranted(d, write)))
            .If(static d => d.Me.Status == RangeFault.BadAddress, "no region")
            .If(static d => d.Me.Status != 0, "raise a page fault"),
        Do("access the bus address", d => DmaAccess.Perform(d, write))
            .If(static d => d.Me.Cursor < d.At.End, "access")
            .Then(Group.Done),
        Note("no region", static d => d.Return(d.Me.Status)).Then(Group.Done),
        .. Fault(driver, write ? Writing : FlightMarks.RequestFault),
    ];

    /// <summary>The fault, which is the one of every driver on the mirror from the place on where its mutex is not held.</summary>
    private static ImmutableArray<Step> Fault(Driver driver, FlightMarks request) =>
    [
        Note("raise a page fault", d =>
        {
            d.Me.Status = 0;
            d.Me.Marks |= request;
            d.Me.Range.Start = d.Me.Cursor;
            d.Me.Range.End = d.Me.Cursor;
            while (d.Me.Range.End < d.At.End && d.World.Dma(d.At.Device, new(d.At.Space, d.Me.Range.End)).IsReserved)
            {
                d.Me.Range.End++;
            }
        }).From("drivers/infiniband/core/umem_odp.c:ib_umem_odp_map_dma_and_lock"),
        .. DeviceAccess.Read(driver).Steps.SkipWhile(static step => step.Label != "page missing").Skip(1),
    ];

    /// <summary>Finds the region of the page, and whether it has a translation; a fault holds the region until the access is tried
    /// again.</summary>
    private static void LookUp(Draft d, bool isGranted)
    {
        var entry = d.World.Dma(d.At.Device, new(d.At.Space, d.Me.Cursor));
        var isFound = entry is { IsReserved: true, IsRevoked: false };
        d.Me.Status = !isFound ? RangeFault.BadAddress : isGranted ? (short)0 : (short)DeviceAccess.NoEntry;
        d.Me.Marks &= ~FlightMarks.Holding;
        d.Me.Marks |= !isFound ? FlightMarks.None : isGranted ? FlightMarks.Accessing : FlightMarks.Holding;
    }
}
