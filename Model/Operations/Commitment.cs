using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>How the copy becomes the page, and how pages settle where they end up.</summary>
internal static class Commitment
{
    /// <summary>Moves the page's identity to its destination, unless somebody else holds a reference or the page may not leave
    /// (mm/migrate.c:folio_migrate_mapping).</summary>
    /// <param name="d">The draft.</param>
    public static void Commit(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
        ref var marks = ref migration.Marks[migration.Cursor];
        if (source.IsNone || target.IsNone)
        {
            marks &= ~MigrationMarks.Migrate;
            return;
        }

        var (from, to) = (d[source], d[target]);
        var expected = 1 + (source == migration.FaultFrame ? 1 : 0);
        if (!from.IsAnonymous || from.References != expected)
        {
            marks &= ~MigrationMarks.Migrate;
            return;
        }

        d[target] = to with
        {
            Marks = (to.Marks & ~(FrameMarks.Cached | FrameMarks.Exclusive)) | FrameMarks.Anonymous | Accessed(from),
            AnonVma = from.AnonVma,
            Offset = from.Offset,
        };
        marks |= MigrationMarks.Committed;
    }

    /// <summary>The flag that travels with a page; one that comes from device memory has it for sure or by chance, because a device page
    /// keeps the flag of its last use.</summary>
    private static FrameMarks Accessed(FrameRecord from) => from.IsDevice ? FrameMarks.Referenced : from.Marks & FrameMarks.Referenced;

    /// <summary>Maps a new device page in a hole.</summary>
    /// <param name="d">The draft.</param>
    public static void Insert(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var place = Migration.Place(d);
        ref var marks = ref migration.Marks[migration.Cursor];
        d.PrepareAnonVma(place);
        if (d[place].Kind is not (PteKind.None or PteKind.Zero))
        {
            marks &= ~MigrationMarks.Migrate;
            return;
        }

        var target = migration.Target[migration.Cursor];
        var record = d[target];
        d[target] = record with
        {
            Marks = record.Marks | FrameMarks.Anonymous | FrameMarks.Exclusive,
            AnonVma = d.World.Vma(place).AnonVma,
            Offset = d.World.Vma(place).Offset,
        };
        var access = d.World.Vma(place).Protection == Access.Write ? Access.Write : Access.Read;
        var entry = record.Kind == FrameKind.Private ? Pte.Private(target, access) : Pte.Present(target, access);
        d.Map(target);
        d.Fire(place, PageLife.Settle(in d.World, entry), entry);
        marks |= MigrationMarks.Committed;
    }

    /// <summary>Ends the migration of one page: entries are restored, locks and references dropped.</summary>
    /// <param name="d">The draft.</param>
    public static void Settle(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
        var moved = (migration.Marks[migration.Cursor] & MigrationMarks.Migrate) != 0 && !target.IsNone;
        if (!source.IsNone)
        {
            RemoveEntries(d, source, moved ? target : source);
            d.Unlock(source);
            d.Put(source);
        }

        if (!target.IsNone)
        {
            d.Unlock(target);
            d.Put(target);
        }

        migration.Source[migration.Cursor] = Frame.None;
        migration.Target[migration.Cursor] = Frame.None;
        migration.Marks[migration.Cursor] = MigrationMarks.None;
    }

    /// <summary>Replaces every migration entry of a frame (mm/migrate.c:remove_migration_pte).</summary>
    /// <remarks>Linux 6.12 takes a device-exclusive entry for a migration entry here: the page becomes readable to the CPU, with one
    /// reference too many and without a word to the device, which goes on to believe it has the page alone. It happens when the memory of a
    /// coherent device is evicted while another device, or it itself, has one of its pages for itself.
    /// Since Linux 6.15 the two are told apart.</remarks>
    /// <param name="d">The draft.</param>
    /// <param name="source">The frame that the entries name.</param>
    /// <param name="target">The frame that takes its place, possibly the same.</param>
    public static void RemoveEntries(Draft d, Frame source, Frame target)
    {
        while (Rmap.TryFind(in d.World, source, PteKind.Migration, out var place)
            || Rmap.TryFind(in d.World, source, PteKind.Exclusive, out place))
        {
            var entry = d[place];
            var vma = d.World.Vma(place);
            var writable = (entry.IsWritable && entry.Kind == PteKind.Migration)
                || (!vma.IsPrivate && vma.Protection == Access.Write && (d.World.Keeps & Kept.Stored) == 0);
            var access = writable ? Access.Write : vma.Protection == Access.None ? Access.None : Access.Read;
            var settled = d[target].Kind == FrameKind.Private
                ? Pte.Private(target, access == Access.Write ? Access.Write : Access.Read)
                : Pte.Present(target, access);
            if ((entry.WasExclusive || entry.Kind == PteKind.Exclusive) && d[target].IsAnonymous)
            {
                d.SetExclusive(target, true);
            }

            d.Map(target);
            d.Fire(place, PageLife.Settle(in d.World, settled), settled);
        }
    }
}
