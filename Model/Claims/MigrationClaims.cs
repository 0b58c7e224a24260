using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>Invariants of pages on their way.</summary>
internal static class MigrationClaims
{
    /// <summary>What the migration noted of its own range when it collected a page, its entry still says: mprotect and fork are kept out by
    /// mmap_lock.</summary>
    public static Finding? KeepsRights(in World world)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var migration = ref world.Flights[actor].Migration;
            for (var page = migration.Start; page < migration.End && !migration.Whole; page++)
            {
                var source = migration.Source[page];
                var place = new Place(migration.Space, page);
                var isMoving = (migration.Marks[page] & MigrationMarks.Migrate) != 0;
                if (isMoving && !source.IsNone && world[place] is { Kind: PteKind.Migration } entry && entry.Frame == source
                    && entry.IsWritable != ((migration.Marks[page] & MigrationMarks.SourceWritable) != 0))
                {
                    return new(place, -1, source);
                }
            }
        }

        return null;
    }
}
