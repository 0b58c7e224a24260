using System.Collections.Immutable;
using Hmm.Model.Exploring.Search;

namespace Hmm.Model.Exploring;

/// <summary>Visits every reachable state of a transition system, breadth first, and shows what is broken in the fewest steps.</summary>
/// <remarks>
/// Nothing is allocated for a state on the managed heap. The counts, the verdict and the runs are the same for any number of threads:
/// a level in which something broken is found is still judged as a whole, the least broken state is shown, and among the shortest runs
/// to it one with the fewest changes of actor.
/// </remarks>
public static class Explorer
{
    /// <summary>Explores a system whose states are single words.</summary>
    /// <typeparam name="TSystem">The system.</typeparam>
    /// <param name="options">Threads, limits and who is told.</param>
    /// <param name="cancellation">Ends the exploration, which then reports what it has.</param>
    /// <returns>Verdict, runs and counts.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or there is no initial state.</exception>
    public static Exploration Explore<TSystem>(ExplorerOptions options, CancellationToken cancellation = default)
        where TSystem : struct, IPackedSystem
    {
        Check(options);
        return Conduct(options, Session.Packed<TSystem>, dropsLevels: true, cancellation);
    }

    /// <summary>Explores a system whose states are byte strings.</summary>
    /// <typeparam name="TSystem">The type of the system.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="options">Threads, limits and who is told.</param>
    /// <param name="cancellation">Ends the exploration, which then reports what it has.</param>
    /// <returns>Verdict, runs and counts.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or there is no initial state.</exception>
    public static Exploration Explore<TSystem>(TSystem system, ExplorerOptions options, CancellationToken cancellation = default)
        where TSystem : struct, ITransitionSystem<TSystem>
    {
        Check(options);
        var dropsLevels = options.Fingerprints || system.StateBytes <= sizeof(ulong);
        return Conduct(options, wanted => Session.Wide(system, wanted), dropsLevels, cancellation);
    }

    private static void Check(ExplorerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.TimeMax is not null && options.Clock is null)
        {
            throw new ArgumentException("A time limit needs a clock: set ExplorerOptions.Clock.", nameof(options));
        }
    }

    private static Exploration Conduct(
        ExplorerOptions options, Func<ExplorerOptions, Session> open, bool dropsLevels, CancellationToken cancellation)
    {
        using var session = open(options);
        var start = options.Clock?.Invoke() ?? TimeSpan.Zero;
        using var search = session.Search(options, keepsLevels: !dropsLevels, cancellation);
        var elapsed = (options.Clock?.Invoke() ?? TimeSpan.Zero) - start;
        var findings = dropsLevels
            ? RunBuilder.Rebuilt(search, options, open, cancellation)
            : [.. search.Findings.InOrder().Select(finding => new RunBuilder(session).Show(finding))];
        return new Exploration(Conclude(search, findings), findings, Count(search, session, options, elapsed));
    }

    private static Verdict Conclude(LevelSearch search, ImmutableArray<Verdict> findings) =>
        findings is [var first, ..] ? first
        : search.Stopped is { } limit ? new Verdict.Bounded(limit)
        : new Verdict.Verified();

    private static Statistics Count(LevelSearch search, Session session, ExplorerOptions options, TimeSpan elapsed)
    {
        // A level that was only judged adds nothing; one that a limit cut short counts as far as it was left.
        var isCut = search.Stopped is not null && !search.Closed;
        var isDeeper = isCut && search.Tally.States > search.Tally.LevelStates;
        if (isCut)
        {
            search.Tally.EndLevel(session.Levels.Count);
        }

        return new Statistics
        {
            States = search.Tally.LevelStates,
            Transitions = search.Tally.LevelTransitions,
            Depth = search.Depth + (isDeeper ? 1 : 0),
            StatesByDepth = search.Tally.Levels(),
            Rules = search.Tally.Rules(),
            Bytes = search.Bytes,
            BytesMax = Math.Max(search.BytesMost, search.Bytes),
            FingerprintBits = session.IsExact ? 0 : 64,
            Elapsed = elapsed,
        };
    }
}
