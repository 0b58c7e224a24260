using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>Which pages a migration takes (mm/migrate_device.c:migrate_vma_collect_pmd).</summary>
internal static class Collection
{
    public static void Collect(Draft d)
    {
        Clearing.End(d);
        ref var migration = ref d.Me.Migration;
        for (var page = migration.Start; page < migration.End; page++)
        {
            var place = new Place(migration.Space, page);
            var entry = d[place];
            if (IsHole(d, place, entry, migration.Select))
            {
                migration.Marks[page] = MigrationMarks.Migrate;
                migration.Collected++;
            }
            else if (IsSelected(d, entry, in migration) && (IsLockedByFault(d, entry) || d.TryLock(entry.Frame)))
            {
                d.Get(entry.Frame);
                migration.Source[page] = entry.Frame;
                migration.Marks[page] = MigrationMarks.Migrate | (entry.IsWritable ? MigrationMarks.SourceWritable : MigrationMarks.None);
                migration.Collected++;
                Install(d, place);
            }
        }
    }

    /// <summary>Puts a migration entry in the place of a mapping, which is no mapping any more.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="place">The place, which maps the frame.</param>
    public static void Install(Draft d, Place place)
    {
        var entry = d[place];
        var frame = d[entry.Frame];
        var exclusive = frame.IsAnonymous && frame.IsExclusive;
        if (exclusive)
        {
            d.SetExclusive(entry.Frame, false);
        }

        d.Fire(place, PageTrigger.Collect, Pte.Migration(entry.Frame, entry.IsWritable ? Access.Write : Access.Read, exclusive));
        d.Unmap(entry.Frame);
    }

    /// <summary>Anonymous memory that has no page: an empty entry whatever is selected,
    /// the page of zeros only when leaving system memory.</summary>
    private static bool IsHole(Draft d, Place place, Pte entry, MigrationSelect select) =>
        (entry.Kind == PteKind.None && d.World.Vma(place).IsAnonymous) || (entry.Kind == PteKind.Zero && select == MigrationSelect.System);

    /// <summary>Whether the fault that asks for the migration has the page locked already, as it has since Linux 6.15.</summary>
    private static bool IsLockedByFault(Draft d, Pte entry) =>
        entry.Frame == d.Me.Migration.FaultFrame && d[entry.Frame].Locker == d.Actor + 1;

    private static bool IsSelected(Draft d, Pte entry, in MigrationRegisters migration)
    {
        var frame = d[entry.Frame];
        return entry.Kind switch
        {
            PteKind.Private => migration.Select == MigrationSelect.Private && frame.Device == d.World.Owner(migration.Device),
            PteKind.Present when frame.Kind == FrameKind.Coherent =>
                migration.Select == MigrationSelect.Coherent && frame.Device == d.World.Owner(migration.Device),
            PteKind.Present => migration.Select == MigrationSelect.System,
            _ => false,
        };
    }
}
