using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page in coherent device memory: present to the CPU, so copy-on-write and protection work as in system memory;
/// a copy lands in system memory.</summary>
public static class CoherentPage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(CoherentReadOnly)
            .PermitReentry(Protect)
            .PermitReentry(Share)
            .Permit(Upgrade, CoherentWritable)
            .Permit(Copy, Writable)
            .Permit(Collect, Migrating)
            .Permit(Seize, ExclusiveReadOnly)
            .Permit(Zap, Absent);
        machine.Configure(CoherentWritable)
            .Permit(Protect, CoherentReadOnly)
            .Permit(Share, CoherentReadOnly)
            .Permit(Collect, Migrating)
            .Permit(Seize, ExclusiveWritable)
            .Permit(Zap, Absent);
    }
}
