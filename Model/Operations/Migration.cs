using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Device migration (mm/migrate_device.c): collect and unmap, let the driver copy, commit page by page, settle.</summary>
/// <remarks><see cref="Flight.Migration"/> says what is migrated. mmap_lock is held for reading throughout, which keeps munmap, mprotect
/// and fork out, but neither faults nor MADV_DONTNEED.</remarks>
public static class Migration
{
    /// <summary>Puts migration entries in place of the range's pages and locks them (migrate_vma_setup).</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Setup(Driver driver) => Group.Of("collect",
    [
        .. Notifier.Start("announce the migration", driver, static d =>
        {
            d.Me.Notice.Event = NotifierEvent.Migrate;
            d.Me.Notice.Space = d.Me.Migration.Space;
            d.Me.Notice.Start = d.Me.Migration.Start;
            d.Me.Notice.End = d.Me.Migration.End;
            d.Me.Notice.Owner = (byte)(d.World.Owner(d.Me.Migration.Device) + 1);
        }),
        Clearing.First(),
        Do("install the migration entries", Collection.Collect)
            .Under(LockClasses.PageTable)
            .Trying(LockClasses.Folio)
            .From("mm/migrate_device.c:migrate_vma_collect_pmd")
            .Because("A page that is locked by somebody else is passed over: waiting here could deadlock with another migration.")
                with { Releases = [new(LockClasses.PageTable)] },
        .. Notifier.End("end the migration's notice"),
        .. Unmapping.Steps(driver),
    ]);

    /// <summary>Makes each destination the page (migrate_vma_pages): the point of no return.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Pages(Driver driver) => Group.Of("commit",
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next page"),
        Note("look at the page", static _ => { })
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "all committed")
            .If(static d => IsHole(d) && (d.Me.Marks & FlightMarks.Announced) == 0, "announce the insertions: name the range")
            .If(IsHole, "insert the page"),
        Do("make the copy the page", static d => Commitment.Commit(d))
            .From("mm/migrate.c:folio_migrate_mapping")
            .Then("pass the page"),
        .. Notifier.Start("announce the insertions", driver, static d =>
        {
            d.Me.Marks |= FlightMarks.Announced;
            d.Me.Notice.Event = NotifierEvent.Migrate;
            d.Me.Notice.Space = d.Me.Migration.Space;
            d.Me.Notice.Start = d.Me.Migration.Cursor;
            d.Me.Notice.End = d.Me.Migration.End;
            d.Me.Notice.Owner = (byte)(d.World.Owner(d.Me.Migration.Device) + 1);
        }),
        Do("insert the page", Commitment.Insert)
            .Under(LockClasses.PageTable)
            .From("mm/migrate_device.c:migrate_vma_insert_page")
            .Because("A hole is populated on the device, unless a fault came first."),
        Note("pass the page", static d => d.Me.Migration.Cursor++).Then("next page"),
        Note("all committed", static _ => { })
            .If(static d => (d.Me.Marks & FlightMarks.Announced) == 0, "committed"),
        .. Notifier.End("end the insertions' notice"),
        Note("committed", static d => d.Me.Marks &= ~FlightMarks.Announced),
    ]);

    /// <summary>Replaces the migration entries, by the destination where it was committed and by the
    /// source elsewhere (migrate_vma_finalize).</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Finish() => Group.Of("settle",
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next page"),
        Note("look at the page", FindInvolved)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "all settled"),
        Do("settle the page", Commitment.Settle)
            .Under(LockClasses.PageTable)
            .From("mm/migrate_device.c:migrate_device_finalize")
            .Because("Restores an entry in every table that had one; whoever waits for the page may go on.")
            .Then("next page") with { Releases = [new(LockClasses.Folio)] },
        Note("all settled", static d => d.Me.Migration = default),
    ]);

    /// <summary>The place of the page that the migration has reached.</summary>
    /// <param name="d">The draft.</param>
    /// <returns>The place.</returns>
    internal static Place Place(Draft d) => new(d.Me.Migration.Space, d.Me.Migration.Cursor);

    private static bool IsHole(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        return !migration.Target[migration.Cursor].IsNone && migration.Source[migration.Cursor].IsNone
            && (migration.Marks[migration.Cursor] & MigrationMarks.Migrate) != 0;
    }

    private static void FindInvolved(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        while (migration.Cursor < migration.End
            && migration.Source[migration.Cursor].IsNone && migration.Target[migration.Cursor].IsNone)
        {
            migration.Cursor++;
        }
    }
}
