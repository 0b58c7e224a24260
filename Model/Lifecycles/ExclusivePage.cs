using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page that a device has to itself for atomic operations: the CPU's touch revokes that;
/// migration and reclaim pass it over.</summary>
public static class ExclusivePage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(ExclusiveReadOnly)
            .PermitReentry(Protect)
            .Permit(SettleReadOnly, ReadOnly)
            .Permit(SettleCoherentReadOnly, CoherentReadOnly)
            .Permit(Zap, Absent);
        machine.Configure(ExclusiveWritable)
            .Permit(Protect, ExclusiveReadOnly)
            .Permit(SettleReadOnly, ReadOnly)
            .Permit(SettleWritable, Writable)
            .Permit(SettleCoherentReadOnly, CoherentReadOnly)
            .Permit(SettleCoherentWritable, CoherentWritable)
            .Permit(Zap, Absent);
    }
}
