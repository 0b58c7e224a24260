using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Claims;

/// <summary>The mistakes that the claims must notice, made in Linux 6.12 with the driver that keeps every rule.</summary>
public static class Mutants
{
    /// <summary>All mutants.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("no-stamp", "The driver's callback does not set the sequence number, so that a fault that began before maps what is gone.",
            "page", Drop("callback: set the sequence number")),
        new("no-erase", "The driver's callback leaves the mirror as it is.", "page", Drop("callback: erase the mirror")),
        new("no-retry", "The driver does not look at the sequence number before it maps.", "page", GoOn("check whether to retry")),
        new("no-wait", "A reader does not wait for a running invalidation: the boolean protocol that 04ec32fbc2b2 (Linux 5.5) replaced.",
            "page", DoNotWait("begin to read the page table")),
        new("no-driver-mutex", "The callback changes the mirror without the driver's mutex.", "page",
            All(DoNotWait("callback: take driver_mutex"), Drop("callback: take driver_mutex"), Drop("callback: release driver_mutex"))),
        new("discard-unannounced", "MADV_DONTNEED clears entries without a notice (of the kind of CVE-2022-48991, Linux 6.1).",
            "page", DoNotAnnounce("announce the discarding", "end the discarding's notice")),
        new("unmap-unannounced", "munmap clears entries without a notice.", "page",
            DoNotAnnounce("announce the unmapping", "end the unmapping's notice")),
        new("protect-unannounced", "mprotect takes rights away without a notice.", "page",
            DoNotAnnounce("announce the protection", "end the protection's notice")),
        new("migrate-unannounced", "Migration collects pages without a notice.", "page",
            DoNotAnnounce("announce the migration", "end the migration's notice")),
        new("copy-unannounced", "A write fault puts a copy in place without a notice.", "page",
            DoNotAnnounce("announce the copy", "end the copy's notice")),
        new("fork-unannounced", "Fork makes pages copy-on-write without a notice: the device goes on writing the shared page.", "fork",
            DoNotAnnounce("announce the sharing", "end the sharing's notice")),
        new("revocation-unannounced", "A CPU takes an exclusive page back without telling the device.", "page",
            DoNotAnnounce("announce the revocation", "end the revocation's notice")),
        new("fault-without-reference", "A CPU fault lets go of the table lock without a reference to the device page: CVE-2022-3523, "
            + "mended by 16ce101db85d (Linux 6.1).", "page", AndThen("hold the device page", static d => Unhold(d))),
        new("exclusive-without-reference", "Revocation locks a page without a reference to it: mended by 7c7b962938dd (Linux 6.3).", "page",
            AndThen("hold the exclusive page", static d => Unhold(d))),
        new("exclusive-without-retry", "Exclusive access is mapped although the page was discarded meanwhile.", "page",
            AndThen("begin to read the page table", static d => d.Me.Marks &= ~FlightMarks.Reading)),
        new("private-stays-writable", "mprotect leaves entries of device memory writable.", "rights",
            AndThen("change the entries", static d =>
        {
            var place = new Place(d.At.Space, d.At.Page);
            if (d[place].Kind == PteKind.Private && d.At.Protection != Access.Write)
            {
                d[place] = d[place].With(Access.Write);
            }
        })),
        new("settle-leaks-a-reference", "Finishing a migration does not drop its reference.", "page",
            AndThen("settle the page", static d => Leak(d))),
        new("copy-forgotten", "The driver forgets to copy a page that it brings back: of the kind of CVE-2024-50096.", "writers",
            AndThen("copy a page to memory", static d =>
            {
                var target = d.Me.Migration.Target[d.Me.Migration.Cursor];
                d[target] = d[target] with { Content = 0 };
            })),
        new("mutex-kept", "The driver keeps its mutex while it faults, and takes mmap_lock inside it: of the kind of a6283010e290 "
            + "(Linux 5.17).",
            "page", AndThen("page missing", static d =>
                d.Take(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space, LockMode.Write))),
    ];

    private static void Unhold(Draft d)
    {
        if (!d.Me.Fault.Held.IsNone)
        {
            var record = d[d.Me.Fault.Held];
            d[d.Me.Fault.Held] = record with { References = (byte)(record.References - 1) };
        }
    }

    private static void Leak(Draft d)
    {
        for (byte index = 1; index <= d.World.FrameCount; index++)
        {
            var record = d[new Frame(index)];
            if (record.Kind == FrameKind.System && record.Mappings == 1)
            {
                d[new Frame(index)] = record with { References = (byte)(record.References + 1) };
                return;
            }
        }
    }
}
