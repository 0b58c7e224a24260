using Hmm.Model.Locking;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device has a range moved out of its memory (lib/test_hmm.c:dmirror_migrate_to_system).</summary>
public static class MigrateToMemory
{
    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new("migrate-to-memory", Role.Device,
        [
            Take(LockClasses.Mmap, LockMode.Read),
            Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
            Note("look up the VMA", static d =>
                MigrateToDevice.Begin(d, d.World.IsCoherent(d.At.Device) ? MigrationSelect.Coherent : MigrationSelect.Private))
                .If(static d => d.Me.Status != 0, "refuse"),
            .. Migration.Setup(driver),
            .. Group.Of("copy", driver.CopyToMemory()),
            .. Migration.Pages(driver),
            Note("count the moved pages", Count).From("lib/test_hmm.c:dmirror_successful_migrated_pages"),
            .. Migration.Finish(),
            Note("go on behind the VMA", static d => d.Me.Cursor = d.Me.Limit)
                .If(static d => d.Me.Cursor < d.At.End, "look up the VMA"),
            Release(LockClasses.Mmap, LockMode.Read).Then(Group.Done),
            Do("refuse", static d =>
            {
                d.Return(d.Me.Status);
                d.Release(LockClasses.Mmap.First + d.At.Space);
            }) with { Releases = [new(LockClasses.Mmap, LockMode.Read)], Mover = Mover.Left },
        ])
        {
            Rule = "A device moves what its memory holds of a range back to system memory; nothing to move is no error.",
        };
    }

    private static void Count(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var moved = d.Me.Outcome.Pages;
        for (var page = migration.Start; page < migration.End; page++)
        {
            moved += (byte)(!migration.Source[page].IsNone && (migration.Marks[page] & MigrationMarks.Migrate) != 0 ? 1 : 0);
        }

        d.ReturnPages(moved);
    }
}
