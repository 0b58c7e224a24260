using Hmm.Model.Locking;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>The CPU fault of Linux 6.15, which locks the device page that it has brought back.</summary>
/// <remarks>Up to Linux 6.14 two threads that touch a page of device memory at once each hold a reference, each make the other's migration
/// fail, and try again, for ever if they keep step (mm/memory.c:do_swap_page, mended by 1afaeb8293c9).</remarks>
public static class LockedFault
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "locked-fault", "The CPU fault of Linux 6.15: whoever touches a page of device memory first has it locked, others try again.")
    {
        Origin = "1afaeb8293c9, merged in Linux 6.15, after a driver with many faulting threads made no progress.",
        Amend = static operation => operation
            .Amend("hold the device page", static step => step.And(LockOrLeave).Trying(LockClasses.Folio))
            .Amend("let go of the device page", static step => step with
            {
                Effect = (ref World world, int actor, int arm) => Unlock(new Draft(ref world, actor, arm)),
            }),
        Mutants = Claims.Mistakes.FaultMistakes.All,
        Scopes =
        [
            .. Scopes.All.Where(static scope => scope.Name is "faulters" or "rivals" or "page"),
        ],
    };

    private static void LockOrLeave(Draft d)
    {
        if (!d.Me.Fault.Held.IsNone && !d.TryLock(d.Me.Fault.Held))
        {
            CpuFault.PutHeld(d);
        }
    }

    private static void Unlock(Draft d)
    {
        if (!d.Me.Fault.Held.IsNone && d[d.Me.Fault.Held].Locker == d.Actor + 1)
        {
            d.Unlock(d.Me.Fault.Held);
        }

        CpuFault.PutHeld(d);
    }
}
