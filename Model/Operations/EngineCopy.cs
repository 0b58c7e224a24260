using System.Collections.Immutable;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Migration outside of any mirror: whoever asks for it has the pages of a range copied to other system memory by a copy engine,
/// which may fail.</summary>
internal static class EngineCopy
{
    /// <summary>The migration of a range.</summary>
    /// <param name="driver">The driver of the devices, which is told like everybody.</param>
    /// <returns>The operation.</returns>
    public static Operation MigrateRange(Driver driver) => new("migrate-range", Role.Thread,
    [
        Take(Locking.LockClasses.Mmap, Locking.LockMode.Read),
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Note("find the next VMA", FindVma)
            .If(static d => d.Me.Cursor == d.At.End, "leave"),
        .. Migration.Setup(driver),
        .. Copy(),
        .. Migration.Pages(driver),
        .. Migration.Finish(),
        Note("go on behind the VMA", static d => d.Me.Cursor = d.Me.Limit).Then("find the next VMA"),
        Release(Locking.LockClasses.Mmap, Locking.LockMode.Read) with { Label = "leave" },
    ])
    {
        Rule = "A range of any mapping moves to other system memory, page by page, by way of a copy engine; what cannot move stays.",
    };

    /// <summary>Commits a page of the page cache: its slot names the copy from then on (mm/migrate.c:folio_migrate_mapping).</summary>
    /// <param name="step">The step that commits.</param>
    /// <returns>The changed step.</returns>
    public static Step Committing(Step step)
    {
        var otherwise = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var d = new Draft(ref world, actor, arm);
                if (!IsReplaceable(d))
                {
                    otherwise?.Invoke(ref world, actor, arm);
                    return;
                }

                ref var migration = ref d.Me.Migration;
                var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
                Replace(d, source, target);
                d[target] = d[target] with { Marks = d[target].Marks | FrameMarks.Cached };
                d[source] = d[source] with { Marks = d[source].Marks & ~FrameMarks.Cached };
                d.Get(target);
                d.Put(source);
                migration.Marks[migration.Cursor] |= MigrationMarks.Committed;
            },
        };
    }

    private static ImmutableArray<Step> Copy() => Group.Of("copy",
    [
        Note("start with the first page", static d => d.Me.Migration.Cursor = d.Me.Migration.Start),
        Mark("next page"),
        Note("find the next page to copy", FindMigrating)
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "copied"),
        Do("allocate the destination", static d => d.Me.Migration.Target[d.Me.Migration.Cursor] = d.Allocate(new FrameRecord
        {
            Kind = FrameKind.System,
            Locker = (byte)(d.Actor + 1),
        })),
        Do("have the engine read the page", static d =>
            d.Me.Range.Results[d.Me.Migration.Cursor] = d[d.Me.Migration.Source[d.Me.Migration.Cursor]].Content),
        Choose("have the engine write the copy", ["it has copied", "it has failed"], static _ => true, static d =>
        {
            ref var migration = ref d.Me.Migration;
            var target = migration.Target[migration.Cursor];
            if (d.Arm == 0)
            {
                d[target] = d[target] with { Content = d.Me.Range.Results[migration.Cursor] };
            }
            else
            {
                d.Unlock(target);
                d.Put(target);
                migration.Target[migration.Cursor] = Frame.None;
            }

            d.Me.Range.Results[migration.Cursor++] = 0;
        })
            .Because("The engine works by itself: whoever waits for it learns whether it has copied the page.")
            .Then("next page"),
        Mark("copied"),
    ]);

    private static void FindVma(Draft d)
    {
        while (d.Me.Cursor < d.At.End && !d.Vma(d.At.Space, d.Me.Cursor).IsMapped)
        {
            d.Me.Cursor++;
        }

        if (d.Me.Cursor == d.At.End)
        {
            return;
        }

        d.Me.Limit = (byte)Math.Min(AddressSpace.Extent(in d.World, new(d.At.Space, d.Me.Cursor)).End, d.At.End);
        d.Me.Migration = new()
        {
            Space = d.At.Space,
            Start = d.Me.Cursor,
            End = d.Me.Limit,
            Select = MigrationSelect.System,
            Device = Capacity.Devices,
            Mirror = d.At.Space,
        };
    }

    /// <summary>Holes have nothing to copy, and stay holes.</summary>
    private static void FindMigrating(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        while (migration.Cursor < migration.End && migration.Source[migration.Cursor].IsNone)
        {
            migration.Cursor++;
        }
    }

    /// <summary>Whether the page belongs to the page cache, goes to system memory, and nobody else uses it.</summary>
    private static bool IsReplaceable(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
        return !source.IsNone && !target.IsNone && d[target].Kind == FrameKind.System
            && (d[source].Marks & FrameMarks.Cached) != 0 && d[source].References == 2;
    }

    private static void Replace(Draft d, Frame source, Frame target)
    {
        for (var i = 0; i < Capacity.Objects * Capacity.Pages; i++)
        {
            if (d.World.Cache[i] == source)
            {
                d.World.Cache[i] = target;
            }
        }
    }
}
