using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Drivers;

/// <summary>A second driver on the mirror, beside the one below: that of an adapter, the last device of all, which has no memory of its own
/// and lets remote peers reach regions of the process (drivers/infiniband/hw/mlx5/odp.c).</summary>
/// <param name="below">The driver of the other devices.</param>
public sealed class OnDemandPaging(Driver below) : LayeredDriver(below)
{
    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() =>
    [
        Note("tell the adapter from other devices", static _ => { })
            .If(static d => d.Me.Notice.Device != Adapter(in d.World), "call the other driver"),
        .. Group.Of("adapter",
        [
            Take(LockClasses.Driver, LockMode.Write, Mirror),
            Do("set the sequence number", Sequence.Stamp)
                .From("drivers/infiniband/hw/mlx5/odp.c:mlx5_ib_invalidate_range"),
            Do("erase the translations", static d =>
            {
                for (int page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
                {
                    d.SetMirror(d.Me.Notice.Device, Place.At(d.Me.Notice.Space, page), MirrorEntry.None);
                }
            }).From("drivers/infiniband/hw/mlx5/odp.c:mlx5_ib_invalidate_range"),
            .. DmaMap.Unmap(),
            Release(LockClasses.Driver, LockMode.Write, Mirror),
        ]),
        Note("adapter called", static _ => { }).Then("driver called"),
        Mark("call the other driver"),
        .. Group.Of("other", Below.Invalidate()),
        Mark("driver called"),
    ];

    /// <summary>The adapter among the devices.</summary>
    /// <param name="world">The world.</param>
    /// <returns>Its number.</returns>
    public static int Adapter(in World world) => world.DeviceCount - 1;

    private static int Mirror(Draft d) => (d.Me.Notice.Device * Capacity.Spaces) + d.Me.Notice.Space;
}
