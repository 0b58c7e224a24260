using System.Collections.Immutable;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Claims;

/// <summary>What holds of migration by a copy engine, what must be able to happen, and the mistakes that must be noticed.</summary>
internal static class EngineClaims
{
    private const string Reading = "have the engine read the page";
    private const string Writing = "have the engine write the copy";

    /// <summary>The invariants.</summary>
    public static ImmutableArray<Invariant> Invariants { get; } =
    [
        new("I28", "A copy that has become the page holds what the page held.", Copied),
        new("I29", "A page of the page cache has one frame, and every frame of the cache is in one place of it.", CachedOnce),
    ];

    /// <summary>The witnesses.</summary>
    /// <param name="anywhere">The scope of private memory.</param>
    /// <param name="cached">The scope of a file.</param>
    /// <returns>The witnesses.</returns>
    public static ImmutableArray<Witness> Witnesses(string anywhere, string cached) =>
    [
        new("W28", "A copy has become the page.", anywhere, static (in world) => IsCommitted(in world)),
        new("W28a", "A page stays where it is because the engine has failed.", anywhere, static (in world) =>
            Claims.Witnesses.Flies(in world, static flight => flight.Migration.Device == Capacity.Devices
                && !flight.Migration.Source[0].IsNone && flight.Migration.Marks[0] == MigrationMarks.SourceWritable)),
        new("W29", "A page of the page cache has a new frame.", cached, static (in world) => IsCommitted(in world)),
        new("W29a", "A device has mapped the new frame of a page of the page cache.", cached, static (in world) =>
            world.Mirror(0, default) is { Access: MirrorAccess.Write } entry && entry.Frame == world.Cached(1, 0) && entry.Frame.Index > 1),
    ];

    /// <summary>The mutants.</summary>
    /// <param name="anywhere">The scope of private memory.</param>
    /// <param name="cached">The scope of a file.</param>
    /// <returns>The mutants.</returns>
    public static ImmutableArray<Mutant> Mutants(string anywhere, string cached) =>
    [
        new("engine-not-awaited", "The copy becomes the page before the engine has written it.", anywhere,
            AndThen(Writing, static d => Change(d, 0))),
        new("engine-failure-ignored", "The copy becomes the page although the engine has failed.", cached, static step =>
            step.Label == "copy: " + Writing ? step with { Permits = static (ref _, _, arm) => arm == 0, Effect = Pass } : step),
        new("engine-reads-early", "The engine reads the page while it can still be written.", anywhere, static step => step)
        {
            Rewrite = static operation => operation.Name != "migrate-range" ? operation : operation
                .Amend(Reading, static step => step with { Effect = null })
                .Amend("collect: announce the migration: count the invalidation", static step => step.And(static d =>
                    d.Me.Range.Results[d.Me.Migration.Start] = d[d[new Place(d.At.Space, d.Me.Migration.Start)].Frame].Content)),
        },
        new("cache-keeps-source", "The page cache goes on naming the frame that the page has left.", cached,
            AndThen("commit: make the copy the page", static d =>
            {
                ref var migration = ref d.Me.Migration;
                if ((migration.Marks[migration.Cursor] & MigrationMarks.Committed) != 0)
                {
                    d.SetCached(1, 0, migration.Source[migration.Cursor]);
                }
            })),
    ];

    private static void Pass(ref World world, int actor, int arm) => world.Flights[actor].Migration.Cursor++;

    private static void Change(Draft d, ushort content)
    {
        var target = d.Me.Migration.Target[d.Me.Migration.Cursor - 1];
        d[target] = target.IsNone ? d[target] : d[target] with { Content = content };
    }

    private static bool IsCommitted(in World world) => Claims.Witnesses.Flies(in world, static flight =>
        flight.Migration.Device == Capacity.Devices && (flight.Migration.Marks[0] & MigrationMarks.Committed) != 0);

    private static Finding? Copied(in World world)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var migration = ref world.Flights[actor].Migration;
            for (byte page = 0; page < world.PageCount && world.Flights[actor].Position != 0; page++)
            {
                var (source, target) = (migration.Source[page], migration.Target[page]);
                if ((migration.Marks[page] & MigrationMarks.Committed) != 0 && world[source].Kind == FrameKind.System
                    && world[target].Kind == FrameKind.System && world[source].Content != world[target].Content)
                {
                    return new(new(migration.Space, page), -1, target);
                }
            }
        }

        return null;
    }

    private static Finding? CachedOnce(in World world)
    {
        Span<int> places = stackalloc int[Capacity.Frames];
        for (var i = 0; i < Capacity.Objects * Capacity.Pages; i++)
        {
            places[world.Cache[i].Index]++;
        }

        for (byte i = 1; i <= world.FrameCount; i++)
        {
            if (places[i] != ((world[new Frame(i)].Marks & FrameMarks.Cached) != 0 ? 1 : 0))
            {
                return new(default, -1, new(i));
            }
        }

        return null;
    }
}
