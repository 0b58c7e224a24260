using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>The mistakes that the claims about atomic operations must notice.</summary>
internal static class SharedAtomicMutants
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("write-unasked", "A write fault makes a guarded page writable in place, as Linux does with any page of one owner.", "readers",
            AndThen("make the entry writable", static d =>
            {
                if (d.Me.Fault is { Original.IsGuarded: true, Held.IsNone: false })
                {
                    CpuFault.PutHeld(d);
                    d.Fire(CpuFault.Place(d), PageTrigger.Upgrade, d[CpuFault.Place(d)].With(Access.Write));
                }
            }))
        {
            Claim = "I13",
        },
        new("recall-unannounced", "A page is given back to the CPU without telling the device.", "readers",
            DoNotAnnounce("announce the revocation", "end the revocation's notice")),
        new("guard-without-retry", "A page is mapped for atomic operations although it was taken back meanwhile.", "readers",
            AndThen("begin to read the page table", static d => d.Me.Marks &= ~FlightMarks.Reading)),
        new("guard-stays-writable", "The entry stays writable while the device does atomic operations.", "readers",
            AndThen("put the exclusive entry", static d =>
            {
                if (d[d.Me.Migration.Mapping].IsGuarded)
                {
                    d[d.Me.Migration.Mapping] = d[d.Me.Migration.Mapping].With(Access.Write);
                }
            })),
        new("atomic-not-awaited", "The driver lets its mutex go within an atomic operation, so that its callback does not wait for it.",
            "readers", AndThen("load for the atomic operation", static d => d.Release(LockClasses.Driver.First))),
        new("atomic-twice", "A device takes a guarded page as it is, and the device that uses it does not let it go.", "atomic-rivals", All(
            AndThen("look up the page", PinGuarded),
            KeepAtomic,
            AndThen("put the exclusive entry", static d => d.Me.Marks |= FlightMarks.Handled))),
    ];

    private static Step KeepAtomic(Step step)
    {
        if (!step.Label.EndsWith("callback: erase the mirror", StringComparison.Ordinal))
        {
            return step;
        }

        var erase = step.Effect!;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var notice = world.Flights[actor].Notice;
                if (notice.Owner == 0 || world.Mirror(notice.Device, new(notice.Space, notice.Start)).Access != MirrorAccess.Atomic)
                {
                    erase(ref world, actor, arm);
                }
            },
        };
    }

    private static void PinGuarded(Draft d)
    {
        var place = new Place(d.At.Space, d.Me.Range.Cursor);
        if (d.Me.Status != 0 && d[place].IsGuarded)
        {
            d.Me.Status = 0;
            d.Get(d[place].Frame);
            d.Me.Range.Results[d.Me.Range.Cursor++] = RangeResults.Of(d[place].Frame, writable: true);
        }
    }
}
