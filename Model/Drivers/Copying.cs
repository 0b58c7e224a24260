using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Drivers;

/// <summary>What drivers do alike: allocate, copy, and write their mirror.</summary>
internal static class Copying
{
    public static ImmutableArray<Step> ToDevice(string note) =>
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next page"),
        Note("find the next page to copy", FindMigrating)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "copied"),
        Do("copy a page to the device", static d =>
        {
            ref var migration = ref d.Me.Migration;
            var place = new Place(migration.Space, migration.Cursor);
            var source = migration.Source[migration.Cursor];
            var target = d.AllocateDevice(migration.Device, d[source].Content);
            d[target] = d[target].MigratedBy(migration.Mirror);
            migration.Target[migration.Cursor] = target;
            if ((migration.Marks[migration.Cursor] & MigrationMarks.SourceWritable) != 0
                || (source.IsNone && d.World.Vma(place).Protection == Access.Write))
            {
                migration.Marks[migration.Cursor] |= MigrationMarks.TargetWritable;
            }

            migration.Cursor++;
        })
            .Under(LockClasses.FreeList)
            .From("lib/test_hmm.c:dmirror_migrate_alloc_and_copy")
            .Because(note)
            .Then("next page"),
        Mark("copied"),
    ];

    /// <param name="before">What the driver does to each page before it copies.</param>
    public static ImmutableArray<Step> ToMemory(ImmutableArray<Step> before) =>
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next page"),
        Note("find the next page to copy", FindMigrating)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "copied")
            .If(static d => d.Me.Migration.Source[d.Me.Migration.Cursor].IsNone, "pass the page"),
        .. before,
        Do("copy a page to memory", static d =>
        {
            ref var migration = ref d.Me.Migration;
            migration.Target[migration.Cursor] = d.Allocate(new FrameRecord
            {
                Kind = FrameKind.System,
                Content = d[migration.Source[migration.Cursor]].Content,
                Locker = (byte)(d.Actor + 1),
            });
        }).From("lib/test_hmm.c:dmirror_devmem_fault_alloc_and_copy"),
        Note("pass the page", static d => d.Me.Migration.Cursor++).Then("next page"),
        Mark("copied"),
    ];

    public static void MapMoved(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        for (var page = migration.Start; page < migration.End; page++)
        {
            var target = migration.Target[page];
            if ((migration.Marks[page] & MigrationMarks.Migrate) != 0 && !target.IsNone)
            {
                var writable = (migration.Marks[page] & MigrationMarks.TargetWritable) != 0;
                d.SetMirror(d.At.Device, new(d.At.Space, page), new(target, writable ? MirrorAccess.Write : MirrorAccess.Read));
            }
        }
    }

    public static void MapExclusive(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        for (var page = migration.Start; page < migration.End; page++)
        {
            if (!migration.Source[page].IsNone)
            {
                d.SetMirror(d.At.Device, new(d.At.Space, page), new(migration.Source[page], MirrorAccess.Atomic));
                migration.Collected++;
            }
        }
    }

    private static void FindMigrating(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        while (migration.Cursor < migration.End && (migration.Marks[migration.Cursor] & MigrationMarks.Migrate) == 0)
        {
            migration.Cursor++;
        }
    }
}
