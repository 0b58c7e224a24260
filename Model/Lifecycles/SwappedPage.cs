using Stateless;
using static Hmm.Model.Lifecycles.PageState;
using static Hmm.Model.Lifecycles.PageTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page in swap space: whoever touches it has it read in, with the rights that its VMA then grants.</summary>
public static class SwappedPage
{
    /// <summary>Declares what may happen to such a page.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<PageState, PageTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Swapped)
            .Permit(SwapInReadOnly, ReadOnly)
            .Permit(SwapInWritable, Writable)
            .Permit(Zap, Absent);
    }
}
