using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The first touch of anonymous memory: a read maps the shared page of zeros, a write a page of its own.</summary>
internal static class AnonymousFault
{
    public static ImmutableArray<Step> Steps() =>
    [
        Do("map the page of zeros", static d =>
        {
            if (d[CpuFault.Place(d)] == Pte.None)
            {
                d.Fire(CpuFault.Place(d), PageTrigger.MapZero, Pte.Zero(Access.Read));
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:do_anonymous_page")
            .Because("No notification: nothing was mapped, so nothing can be mirrored. The page of zeros needs no anon_vma.")
            .Then("handled"),
        Do("map a zeroed page", static d =>
        {
            d.PrepareAnonVma(CpuFault.Place(d));
            if (d[CpuFault.Place(d)] == Pte.None)
            {
                var frame = d.AllocateAnonymous(CpuFault.Place(d), 0);
                d.AddMapping(frame);
                d.Fire(CpuFault.Place(d), PageTrigger.MapWritable, Pte.Present(frame, Access.Write));
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:do_anonymous_page")
            .Then("handled"),
    ];
}
