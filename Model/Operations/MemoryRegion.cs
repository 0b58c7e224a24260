using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Memory regions of an adapter with on-demand paging: ranges of an address space that remote peers may reach, without a page
/// being pinned (drivers/infiniband/core/umem_odp.c).</summary>
internal static class MemoryRegion
{
    /// <summary>Registers a region; no page of it needs to be there.</summary>
    /// <returns>The operation.</returns>
    public static Operation Register() => DmaRange.Reserve() with
    {
        Name = "register-region",
        Rule = "A process registers a range with an adapter: its bus addresses are reserved, and its pages come when they are used.",
    };

    /// <summary>Deregisters a region.</summary>
    /// <returns>The operation.</returns>
    public static Operation Deregister() => new("deregister-region", Role.Device,
    [
        Do("revoke the key", static d => DmaRange.Change(d, static entry => entry.IsReserved ? entry.BeforeRelease() : entry))
            .From("drivers/infiniband/hw/mlx5/mr.c:__mlx5_ib_dereg_mr")
            .Because("From here on no access and no fault finds the region."),
        Await("wait for faults under way", static d => !IsHeld(d), static _ => { })
            .From("drivers/infiniband/hw/mlx5/odp.c:mlx5r_deref_wait_odp_mkey"),
        .. DmaRange.ReleaseSteps(),
    ])
    {
        Rule = "A process takes a region back from an adapter: whatever works on it ends first.",
    };

    private static bool IsHeld(Draft d)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref d.World.Flights[actor];
            if ((flight.Marks & FlightMarks.Holding) != 0 && flight.At.Device == d.At.Device && flight.At.Space == d.At.Space
                && flight.At.Page < d.At.End && d.At.Page < flight.At.End)
            {
                return true;
            }
        }

        return false;
    }
}
