using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page in a range that is bound to a device: it neither moves nor changes rights until the binding ends.</summary>
public static class LockedPage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Locked)
            .Permit(UnbindReadOnly, PrivateReadOnly)
            .Permit(UnbindWritable, PrivateWritable)
            .Permit(Zap, Absent);
    }
}
