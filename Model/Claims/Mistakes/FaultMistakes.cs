using System.Collections.Immutable;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mistakes.Mistake;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Mistakes in the CPU fault of Linux 6.15, after which operations need not end.</summary>
internal static class FaultMistakes
{
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("fault-without-lock", "A CPU fault holds a page of device memory but does not lock it, up to Linux 6.14: mended by "
            + "1afaeb8293c9 (Linux 6.15).", "faulters", AndThen("hold the device page", static d =>
            {
                if (!d.Me.Fault.Held.IsNone)
                {
                    d.Unlock(d.Me.Fault.Held);
                }
            })) { Known = ["B6"] },
        new("waiter-holds-a-reference", "Whoever waits for a migration holds a reference to its page, which makes it fail: mended in Linux "
            + "5.17.", "faulters", All(AndThen("sample the entry", Hold), AndThen("fault: wait for the migration", CpuFault.PutHeld)))
            { Known = ["B17"] },
    ];

    private static void Hold(Draft d)
    {
        if (d.Me.Fault.Original.Kind == PteKind.Migration)
        {
            d.Me.Fault.Held = d.Me.Fault.Original.Frame;
            d.Get(d.Me.Fault.Held);
        }
    }
}
