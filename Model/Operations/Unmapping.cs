using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The unmap stage of a migration (mm/migrate_device.c:migrate_device_unmap): every other mapping of a collected page becomes a
/// migration entry too, and a page that somebody else uses goes back.</summary>
internal static class Unmapping
{
    public static ImmutableArray<Step> Steps(Driver driver) => Group.Of("unmap",
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start)
            .If(static d => d.Me.Migration.Collected == 0, "unmapped"),
        Mark("next page"),
        Note("find the next collected page", FindCollected)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "put the others back")
            .If(static d => d[Source(d)].Mappings == 0, "check the references")
            .If(static d => d[Source(d)].IsAnonymous, "take anon_vma_lock for reading"),
        Take(LockClasses.IMmap, LockMode.Read),
        Note("walk the file's mappings", static _ => { }).Then("ask the next VMA"),
        Take(LockClasses.AnonVma, LockMode.Read),
        Note("ask the next VMA", static _ => { })
            .Because("Every VMA that might map the page is told, until none maps it: so a device loses entries of pages that do not move.")
            .If(static d => d[Source(d)].Mappings == 0, "leave the reverse map")
            .If(static d => !Rmap.TryWalk(in d.World, Source(d), d.Me.Migration.Walk, out _), "leave the reverse map"),
        .. Notifier.Start("announce the unmapping", driver, static d =>
        {
            Rmap.TryWalk(in d.World, Source(d), d.Me.Migration.Walk, out d.Me.Migration.Mapping);
            d.Me.Notice.Event = NotifierEvent.Clear;
            d.Me.Notice.Space = d.Me.Migration.Mapping.Space;
            d.Me.Notice.Start = d.Me.Migration.Mapping.Page;
            d.Me.Notice.End = (byte)(d.Me.Migration.Mapping.Page + 1);
        }),
        Clearing.First(),
        Do("unmap it elsewhere", static d =>
        {
            Clearing.End(d);
            var entry = d[d.Me.Migration.Mapping];
            if (entry.Frame == Source(d) && entry.Kind is PteKind.Present or PteKind.Private)
            {
                Collection.Install(d, d.Me.Migration.Mapping);
            }

            d.Me.Migration.Walk++;
        }).Under(LockClasses.PageTable).From("mm/rmap.c:try_to_migrate_one") with { Releases = [new(LockClasses.PageTable)] },
        .. Notifier.End("end the unmapping's notice", "ask the next VMA"),
        Do("leave the reverse map", static d =>
        {
            d.Me.Migration.Walk = 0;
            d.Release(LockClasses.AnonVma.First);
            d.Release(LockClasses.IMmap.First);
        }) with { Releases = [new(LockClasses.AnonVma, LockMode.Read), new(LockClasses.IMmap, LockMode.Read)] },
        Choose("check the references", ["it is alone", "its activation is still queued"], MayFail, Check)
            .From("mm/migrate_device.c:migrate_vma_check_page")
            .Because("One reference is the migration's, one the page cache's, one the fault's; a device page may have one more "
                + "unexplained, a remainder of the time when a free device page had a reference. A page that get_user_pages has touched "
                + "twice may still be queued for activation on another CPU, whose list holds a reference that the migration does not "
                + "drain: the kernel is free here."),
        Note("pass the page", static d => d.Me.Migration.Cursor++).Then("next page"),
        Note("put the others back", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next to put back"),
        Note("find the next to put back", FindRefused)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "unmapped"),
        Do("put it back", static d =>
        {
            ref var migration = ref d.Me.Migration;
            var frame = Source(d);
            Commitment.RemoveEntries(d, frame, frame);
            d.Unlock(frame);
            d.Put(frame);
            migration.Source[migration.Cursor] = Frame.None;
            migration.Marks[migration.Cursor] = MigrationMarks.None;
        })
            .Under(LockClasses.PageTable)
            .From("mm/migrate.c:remove_migration_ptes")
            .Then("next to put back") with { Releases = [new(LockClasses.Folio)] },
        Mark("unmapped"),
    ]);

    private const int Queued = 1;

    private static Frame Source(Draft d) => d.Me.Migration.Source[d.Me.Migration.Cursor];

    private static void FindCollected(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        while (migration.Cursor < migration.End && migration.Source[migration.Cursor].IsNone)
        {
            migration.Cursor++;
        }
    }

    private static void FindRefused(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        while (migration.Cursor < migration.End && (migration.Marks[migration.Cursor] & MigrationMarks.Restore) == 0)
        {
            migration.Cursor++;
        }
    }

    private static bool MayFail(Draft d) => d.Arm != Queued || (d[Source(d)].Marks & FrameMarks.Queued) != 0;

    private static void Check(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var frame = d[Source(d)];
        var extra = 1 + (Source(d) == migration.FaultFrame ? 1 : 0) + (frame.IsDevice ? 1 : 0)
            + ((frame.Marks & FrameMarks.Cached) != 0 ? 1 : 0);
        if (d.Arm == Queued || frame.Mappings > 0 || frame.References - extra > 0)
        {
            migration.Marks[migration.Cursor] = MigrationMarks.Restore;
        }
    }
}
