using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mistakes.Mistake;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Migrations that count, restore or lock wrongly.</summary>
internal static class MigrationMistakes
{
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("fault-without-reference", "A CPU fault lets go of the table lock without a reference to the device page: CVE-2022-3523, "
            + "mended by 16ce101db85d (Linux 6.1).", "page", AndThen("hold the device page", static d => Unhold(d))) { Known = ["B1"] },
        new("fault-page-unknown", "A CPU fault does not say which page it holds, so that no page ever comes back: mended by 97061d441110 "
            + "(Linux 6.1).", "turns", AndThen("ask the driver to bring the page back", static d => d.Me.Migration.FaultFrame = Frame.None))
            { Known = ["B5"] },
        new("settle-leaks-a-reference", "Finishing a migration queues the page that is to be freed once more, with a reference: mended by "
            + "41cddf83d8b0 (Linux 6.14).", "page", AndThen("settle the page", static d => Leak(d))) { Claim = "I7", Known = ["B8"] },
        new("settle-drops-twice", "Finishing a migration drops the destination's reference twice.", "page",
            Around("settle the page", static (Draft d, in World before) =>
            {
                var target = before.Flights[d.Actor].Migration.Target[before.Flights[d.Actor].Migration.Cursor];
                if (!target.IsNone && d[target].References > 0)
                {
                    d.Put(target);
                }
            })) { Claim = "I6" },
        new("frames-never-freed", "The last put of a page frees nothing: memory runs out.", "alone",
            Around("clear the entries", LeakFreed)) { Claim = "A4" },
        new("rights-come-back-wider", "A read-only page comes back writable.", "page", AndThen("settle the page", Widen))
            { Claim = "I9", Known = ["M10"] },
        new("rights-come-back-narrower", "A writable page of device memory gets a read-only entry for the time of its migration, and keeps "
            + "it: mended in Linux 5.16.", "page", AndThen("install the migration entries", Narrow)) { Claim = "I28", Known = ["B18"] },
        new("insert-over-a-fault", "A device page is inserted although a fault came first.", "page",
            Around("insert the page", InsertAnyway)) { Known = ["M30"] },
        new("insert-what-nobody-can-address", "A page of device-private memory is inserted like one that the CPU can address: mended by "
            + "34f5e9b9d199 (Linux 5.13).", "page", AndThen("insert the page", InsertPresent)) { Claim = "L1", Known = ["B15"] },
        new("insert-keeps-the-lock", "A migration that finds a hole filled forgets to unlock the page table: mended in Linux 7.1.", "page",
            AndThen("insert the page", static d =>
            {
                if ((d.Me.Migration.Marks[d.Me.Migration.Cursor] & MigrationMarks.Migrate) == 0)
                {
                    d.Take(LockClasses.PageTable.First, LockMode.Write);
                }
            })) { Claim = "I25", Known = ["B22"] },
        new("collect-waits", "A migration waits for a page that somebody has locked, and keeps the page-table lock.", "devices",
            WaitFor("install the migration entries", static d => d[d[new Place(d.At.Space, d.At.Page)].Frame].Locker == 0))
            { Known = ["M20"] },
        new("protect-restores-migrating", "mprotect gives a page on its way the right to write that it had lost.", "closing",
            AndThen("change the entries", static d =>
        {
            var place = new Place(d.At.Space, d.At.Page);
            if (d[place].Kind == PteKind.Migration && d.At.Protection == Access.Write)
            {
                d.Fire(place, PageTrigger.Weaken, d[place].With(Access.Write));
            }
        })) { Claim = "L3" },
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

    private static void LeakFreed(Draft d, in World before)
    {
        for (byte index = 1; index <= d.World.FrameCount; index++)
        {
            var frame = new Frame(index);
            if (d[frame].Kind == FrameKind.Free && before[frame].Kind != FrameKind.Free)
            {
                d[frame] = before[frame] with { Mappings = 0 };
            }
        }
    }

    private static void Widen(Draft d)
    {
        for (byte page = 0; page < d.World.PageCount; page++)
        {
            var place = new Place(d.At.Space, page);
            if (d[place] is { Kind: PteKind.Present, IsWritable: false, Frame.IsNone: false } entry)
            {
                d[place] = entry.With(Access.Write);
                d.SetExclusive(entry.Frame, false);
            }
        }
    }

    private static void Narrow(Draft d)
    {
        for (var page = d.Me.Migration.Start; page < d.Me.Migration.End; page++)
        {
            var place = new Place(d.Me.Migration.Space, page);
            if (d[place].Kind == PteKind.Migration && d[d[place].Frame].Kind == FrameKind.Private)
            {
                d[place] = d[place].With(Access.Read);
            }
        }
    }

    private static void InsertAnyway(Draft d, in World before)
    {
        ref var migration = ref d.Me.Migration;
        var place = new Place(migration.Space, migration.Cursor);
        var target = migration.Target[migration.Cursor];
        if ((migration.Marks[migration.Cursor] & MigrationMarks.Migrate) == 0 && !target.IsNone)
        {
            d.Map(target);
            d[place] = d[target].Kind == FrameKind.Private ? Pte.Private(target, Access.Write) : Pte.Present(target, Access.Write);
        }
    }

    private static void InsertPresent(Draft d)
    {
        var place = new Place(d.Me.Migration.Space, d.Me.Migration.Cursor);
        if (d[place].Kind == PteKind.Private)
        {
            d.Fire(place, PageTrigger.MapWritable, Pte.Present(d[place].Frame, Access.Write));
        }
    }
}
