using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page in a range that is bound to a device: it does not move until the binding ends, and what mprotect changes are
/// the device's rights. A device that goes away leaves it in system memory, if it can still be read.</summary>
public static class LockedPage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Locked)
            .PermitReentry(Protect)
            .Permit(SettleReadOnly, ReadOnly)
            .Permit(SettleWritable, Writable)
            .Permit(UnbindReadOnly, PrivateReadOnly)
            .Permit(UnbindWritable, PrivateWritable)
            .Permit(Zap, Absent);
    }
}
