using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mistakes.Mistake;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Drivers that break a rule.</summary>
internal static class DriverMistakes
{
    private const string Stamp = "callback: set the sequence number";
    private const string Erase = "callback: erase the mirror";

    public static ImmutableArray<Mutant> All { get; } =
    [
        new("no-stamp", "The driver's callback does not set the sequence number, so that a fault that began before maps what is gone.",
            "page", Drop(Stamp)) { Rule = "D1", Known = ["M1"] },
        new("no-erase", "The driver's callback leaves the mirror as it is.", "page", Drop(Erase)) { Rule = "D1", Claim = "A1" },
        new("no-driver-mutex", "The callback changes the mirror without the driver's mutex.", "page",
            All(DoNotWait("callback: take driver_mutex"), Drop("callback: take driver_mutex"), Drop("callback: release driver_mutex")))
            { Rule = "D1", Known = ["M2"] },
        new("no-retry", "The driver does not look at the sequence number before it maps.", "page", GoOn("check whether to retry"))
            { Rule = "D2", Known = ["M5", "B39"] },
        new("retry-before-mutex", "The driver looks at the sequence number before it takes its mutex.", "page", Nothing)
            { Rule = "D2", Known = ["M3"], Rewrite = CheckFirst },
        new("map-after-mutex", "The driver releases its mutex between the look at the sequence number and the mapping.", "page",
            AndThen("check whether to retry", static d => d.Release(Mutex(d)))) { Rule = "D2", Known = ["M4"] },
        new("mutex-kept", "The driver keeps its mutex while it faults, and takes mmap_lock inside it: of the kind of a6283010e290 "
            + "(Linux 5.17).", "page", AndThen("page missing", static d => d.Take(Mutex(d), LockMode.Write)))
            { Rule = "D3", Claim = "I25", Known = ["B42"] },
        new("exit-in-callback", "The callback drops the last use of an address space, which takes its mmap_lock: of the kind of "
            + "a29e067bd389 (Linux 6.17).", "page", Nothing) { Rule = "D3", Claim = "I25", Known = ["B40"], Rewrite = TakeInCallback },
        new("keeps-references", "The driver keeps a reference to every page that a range fault reported.", "page",
            AndThen("map for the device", static d => ForEachResult(d, static (d, frame) => d.Get(frame)))) { Rule = "D4", Claim = "I7" },
        new("skips-own-migration", "The callback ignores its own migration, sequence number and all, as lib/test_hmm.c does.", "page",
            All(DropWhen(Stamp, IsOwnMigration), DropWhen(Erase, IsOwnMigration))) { Rule = "D5", Known = ["M6"] },
        new("skips-own-seizure", "The callback ignores its own exclusive access, while another fault of the device is on its way.",
            "seizers", Drop("make its other faults start over")) { Rule = "D5" },
        new("skips-clearing", "The callback ignores the notice that entries are cleared, too.", "page",
            All(DropWhen(Stamp, IsClearing), DropWhen(Erase, IsClearing))) { Rule = "D1", Known = ["M7"], Claim = "I3" },
        new("writes-what-it-may-read", "The driver maps for writing because it asked for writing.", "page",
            AndThen("map for the device", MapWritable)) { Rule = "D6" },
        new("maps-what-stayed", "After a migration the driver maps its copies of pages that did not move, too.", "writers",
            AndThen("settle: start with the first page", MapRefused)) { Rule = "D7" },
        new("writes-while-copying", "The driver keeps its mappings while it copies: a write after the copy is lost.", "writers",
            DropWhen(Erase, IsOwnMigration)) { Rule = "D8", Claim = "A2" },
        new("maps-after-exit", "The callback does nothing for an address space that has ended.", "child",
            DropWhen(Erase, static d => !d.World.Space(d.Me.Notice.Space).IsAlive)) { Rule = "D11", Claim = "I3" },
        new("maps-the-unaddressable", "On a fault the driver stores the device page itself, which nobody can address, in place of the page "
            + "that backs it: the recorded kernel's driver crashes so.", "page", AndThen("map for the device", MapUnaddressable))
            { Known = ["F24"] },
        new("exclusive-without-retry", "Exclusive access is mapped although the page was discarded meanwhile.", "page",
            AndThen("begin to read the page table", static d => d.Me.Marks &= ~FlightMarks.Reading)) { Rule = "D2", Known = ["F5"] },
        new("exclusive-not-let-go", "When exclusive access has to be tried again, the page stays locked and referenced: mended by "
            + "b3fefbb30a16 (Linux 6.14).", "page", Around("let go of the pages", KeepUnmapped)) { Claim = "I7", Known = ["B36"] },
        new("maps-what-was-not-returned", "The driver maps pages for exclusive access that it did not get: mended in Linux 6.0.", "atomics",
            AndThen("map for atomic access", MapMissing)) { Known = ["B37"] },
        new("copy-forgotten", "The driver forgets to copy a page that it brings back: of the kind of CVE-2024-50096.", "writers",
            AndThen("copy a page to memory", static d =>
            {
                var target = d.Me.Migration.Target[d.Me.Migration.Cursor];
                d[target] = d[target] with { Content = 0 };
            })) { Claim = "I10", Known = ["B14"] },
        new("migration-not-finished", "The driver gives up after its setup and finishes nothing: entries, locks and references stay.",
            "page", AndThen("settle: start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.End))
        {
            Known = ["B50"],
        },
    ];

    private static int Mutex(Draft d) => LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space;

    private static bool IsOwnMigration(Draft d) =>
        d.Me.Notice.Event == NotifierEvent.Migrate && d.Me.Notice.Owner == d.World.Owner(d.Me.Notice.Device) + 1;

    private static bool IsClearing(Draft d) => d.Me.Notice.Event == NotifierEvent.Clear;

    private static Operation CheckFirst(Operation operation)
    {
        var check = operation.Steps.FirstOrDefault(static step => Is(step, "check whether to retry"));
        return check is null ? operation : operation with
        {
            Steps = [.. operation.Steps.Where(step => step != check)
                .SelectMany(step => step.Label == "take driver_mutex to map" ? new[] { check, step } : [step])],
        };
    }

    private static Operation TakeInCallback(Operation operation) => operation.Insert(
        Erase,
        Vocabulary.Take(LockClasses.Mmap, LockMode.Read, static d => d.Me.Notice.Space) with { Label = "take mmap_lock to end" },
        Vocabulary.Release(LockClasses.Mmap, LockMode.Read, static d => d.Me.Notice.Space) with { Label = "release mmap_lock at the end" });

    private static void ForEachResult(Draft d, Action<Draft, Frame> act)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var entry = d.World.Mirror(d.At.Device, new(d.At.Space, page));
            if (!entry.Frame.IsNone)
            {
                act(d, entry.Frame);
            }
        }
    }

    private static void MapWritable(Draft d)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var entry = d.World.Mirror(d.At.Device, new(d.At.Space, page));
            if (entry.Access == MirrorAccess.Read && !entry.Frame.IsNone)
            {
                d.SetMirror(d.At.Device, new(d.At.Space, page), new(entry.Frame, MirrorAccess.Write, entry.IsDangling));
            }
        }
    }

    private static void MapUnaddressable(Draft d)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var entry = d.World.Mirror(d.At.Device, new(d.At.Space, page));
            if (d[entry.Frame].Kind == FrameKind.Private)
            {
                d.SetMirror(d.At.Device, new(d.At.Space, page), new(Frame.None, entry.Access));
            }
        }
    }

    private static void MapRefused(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        for (var page = migration.Start; page < migration.End && migration.Select == MigrationSelect.System; page++)
        {
            if ((migration.Marks[page] & MigrationMarks.Migrate) == 0 && !migration.Target[page].IsNone)
            {
                d.SetMirror(migration.Device, new(migration.Space, page), new(migration.Target[page], MirrorAccess.Write));
            }
        }
    }

    private static void MapMissing(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        for (var page = migration.Start; page < migration.End; page++)
        {
            if (migration.Source[page].IsNone)
            {
                d.SetMirror(d.At.Device, new(d.At.Space, page), new(Frame.None, MirrorAccess.Atomic));
            }
        }
    }

    private static void KeepUnmapped(Draft d, in World before)
    {
        ref readonly var migration = ref before.Flights[d.Actor].Migration;
        for (var page = migration.Start; page < migration.End && migration.Collected == 0; page++)
        {
            var frame = migration.Source[page];
            d[frame] = frame.IsNone ? d[frame] : before[frame];
        }
    }
}
