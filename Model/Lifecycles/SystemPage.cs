using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page while the CPU's own table decides: absent, the page of zeros, in system memory, or on its way.</summary>
public static class SystemPage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Absent)
            .Permit(MapZero, Zero)
            .Permit(MapReadOnly, ReadOnly)
            .Permit(MapWritable, Writable)
            .Permit(SettlePrivateReadOnly, PrivateReadOnly)
            .Permit(SettlePrivateWritable, PrivateWritable)
            .Permit(SettleCoherentReadOnly, CoherentReadOnly)
            .Permit(SettleCoherentWritable, CoherentWritable);
        machine.Configure(Zero)
            .PermitReentry(Protect)
            .Permit(Copy, Writable)
            .Permit(Zap, Absent)
            .Permit(SettlePrivateReadOnly, PrivateReadOnly)
            .Permit(SettlePrivateWritable, PrivateWritable)
            .Permit(SettleCoherentReadOnly, CoherentReadOnly)
            .Permit(SettleCoherentWritable, CoherentWritable);
        ConfigureMapped(machine);
    }

    private static void ConfigureMapped(StateMachine<PageState, PageTrigger> machine)
    {
        machine.Configure(ReadOnly)
            .PermitReentry(Protect)
            .PermitReentry(Share)
            .Permit(Upgrade, Writable)
            .Permit(Copy, Writable)
            .Permit(Collect, Migrating)
            .Permit(Seize, ExclusiveReadOnly)
            .Permit(SwapOut, Swapped)
            .Permit(Zap, Absent);
        machine.Configure(Writable)
            .Permit(Protect, ReadOnly)
            .Permit(Share, ReadOnly)
            .Permit(Collect, Migrating)
            .Permit(Seize, ExclusiveWritable)
            .Permit(SwapOut, Swapped)
            .Permit(Zap, Absent);
        machine.Configure(Migrating)
            .PermitReentry(Weaken)
            .Permit(SettleReadOnly, ReadOnly)
            .Permit(SettleWritable, Writable)
            .Permit(SettlePrivateReadOnly, PrivateReadOnly)
            .Permit(SettlePrivateWritable, PrivateWritable)
            .Permit(SettleCoherentReadOnly, CoherentReadOnly)
            .Permit(SettleCoherentWritable, CoherentWritable)
            .Permit(Zap, Absent);
    }
}
