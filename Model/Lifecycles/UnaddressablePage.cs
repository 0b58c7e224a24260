using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page in device memory that the CPU cannot address: it never gains rights there,
/// and leaves by migration.</summary>
public static class UnaddressablePage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(PrivateReadOnly)
            .PermitReentry(Protect)
            .PermitReentry(Share)
            .Permit(Collect, Migrating)
            .Permit(Bind, Locked)
            .Permit(Zap, Absent);
        machine.Configure(PrivateWritable)
            .Permit(Protect, PrivateReadOnly)
            .Permit(Share, PrivateReadOnly)
            .Permit(Collect, Migrating)
            .Permit(Bind, Locked)
            .Permit(Zap, Absent);
    }
}
