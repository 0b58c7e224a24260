using System.Collections.Immutable;
using static Hmm.Model.Claims.Mistakes.Mistake;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Invalidations that are left out, or counted wrongly.</summary>
internal static class NoticeMistakes
{
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("no-wait", "A reader does not wait for a running invalidation.", "page", DoNotWait("begin to read the page table")),
        new("valid-again", "The end of an invalidation makes a read valid again that it met: the boolean protocol that 04ec32fbc2b2 "
            + "(Linux 5.5) replaced.", "page", AtEveryEnd(Revalidate)) { Known = ["B26"] },
        new("discard-unannounced", "MADV_DONTNEED clears entries without a notice (of the kind of CVE-2022-48991, Linux 6.1).",
            "page", DoNotAnnounce("announce the discarding", "end the discarding's notice")) { Known = ["B38"] },
        new("unmap-unannounced", "munmap clears entries without a notice.", "page",
            DoNotAnnounce("announce the unmapping", "end the unmapping's notice")),
        new("protect-unannounced", "mprotect takes rights away without a notice.", "page",
            DoNotAnnounce("announce the protection", "end the protection's notice")),
        new("migrate-unannounced", "Migration collects pages without a notice.", "page",
            DoNotAnnounce("announce the migration", "end the migration's notice")),
        new("insert-unannounced", "Migration puts a device page in the place of the page of zeros without a notice.", "devices",
            DoNotAnnounce("announce the insertions", "end the insertions' notice")),
        new("copy-unannounced", "A write fault puts a copy in place without a notice.", "page",
            DoNotAnnounce("announce the copy", "end the copy's notice")) { Known = ["M23"] },
        new("fork-unannounced", "Fork makes pages copy-on-write without a notice: the device goes on writing the shared page.", "fork",
            DoNotAnnounce("announce the sharing", "end the sharing's notice")),
        new("revocation-unannounced", "A CPU takes an exclusive page back without telling the device.", "page",
            DoNotAnnounce("announce the revocation", "end the revocation's notice")) { Claim = "I12" },
        new("seizure-unannounced", "A device takes a page for itself without telling anybody who maps it.", "page",
            DoNotAnnounce("announce the seizure", "end the seizure's notice")),
        new("move-unannounced", "mremap moves entries without a notice.", "moving",
            DoNotAnnounce("announce the move", "end the move's notice")),
        new("truncate-unannounced", "A file becomes shorter without a notice to who maps its tail.", "cache",
            DoNotAnnounce("announce the truncation", "end the truncation's notice")),
        new("exit-unannounced", "A process ends without a word to the devices that mirror it.", "child",
            All(DoNotAnnounce("announce the release", "end the release's notice"),
                DoNotAnnounce("announce the unmapping", "end the unmapping's notice"))),
        new("discard-ends-early", "MADV_DONTNEED says that it is done before it has cleared an entry. (In mprotect and munmap that does no "
            + "harm: mmap_lock keeps faults out.)", "page", EndAtOnce("announce the discarding", "end the discarding's notice"))
            { Known = ["M24"] },
        new("even-too-early", "The end of one invalidation makes the sequence number even while another runs.", "writers",
            AtEveryEnd(static (Draft d, in World before) =>
            {
                var space = before.Flights[d.Actor].Notice.Space;
                d.SetSpace(space, d.World.Space(space) with { IsOdd = false, Busy = 0 });
            })) { Claim = "I4", Known = ["M21"] },
        new("insert-forgets-the-running", "Who subscribes while an invalidation runs makes it uncounted.", "fork",
            AndThen("open the devices", static d => d.SetSpace(d.At.To, d.World.Space(d.At.To) with { Active = 0 })))
            { Claim = "I23", Known = ["B32"] },
        new("late-subscriber-forgotten", "Who subscribes while an invalidation runs is never put into the tree afterwards.", "child",
            AndThen("open the devices", static d =>
            {
                var space = d.World.Space(d.At.To);
                d.SetSpace(d.At.To, space with { Subscribers = space.Active > 0 ? (byte)0 : space.Subscribers });
            })) { Known = ["M22"] },
        new("unsubscribe-without-waiting", "Who unsubscribes does not wait for the callbacks that run: mended in Linux 5.3, and again by "
            + "319561669a59 (Linux 5.18).", "closing", DoNotWait("close: unsubscribe")) { Claim = "L4", Known = ["B10", "B27"] },
    ];

    private static void Revalidate(Draft d, in World before)
    {
        var space = before.Flights[d.Actor].Notice.Space;
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref var flight = ref d.World.Flights[actor];
            if (flight.At.Space == space)
            {
                flight.Marks &= ~FlightMarks.Stale;
            }
        }
    }
}
