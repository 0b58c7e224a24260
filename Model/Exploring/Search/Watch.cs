namespace Hmm.Model.Exploring.Search;

/// <summary>Waits for a search on the caller's thread, tells of its progress and ends it when its time is over.</summary>
internal static class Watch
{
    public static void Until(Thread[] threads, LevelSearch search, ExplorerOptions options)
    {
        try
        {
            Report(threads, search, options);
        }
        catch
        {
            search.Stop(Limit.Cancelled);
            throw;
        }
        finally
        {
            // Whatever the progress callback threw, the workers must not outlive the memory they work on.
            Join(threads);
        }
    }

    private static void Report(Thread[] threads, LevelSearch search, ExplorerOptions options)
    {
        if (options.Clock is not { } clock)
        {
            Join(threads);
            return;
        }

        var start = clock();
        var (last, lastStates) = (TimeSpan.Zero, 0L);
        foreach (var thread in threads)
        {
            while (!thread.Join(Pause(options, clock() - start, last)))
            {
                var elapsed = clock() - start;
                if (elapsed >= options.TimeMax)
                {
                    search.Stop(Limit.Time);
                }

                if (elapsed - last >= options.ProgressEvery && options.Progress is { } progress)
                {
                    var states = search.Tally.States;
                    var rate = (states - lastStates) / (elapsed - last).TotalSeconds;
                    progress(new ExplorationProgress(
                        states, search.Tally.Transitions, search.Depth, search.Frontier, search.Bytes, elapsed, rate));
                    (last, lastStates) = (elapsed, states);
                }
            }
        }
    }

    private static void Join(Thread[] threads)
    {
        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    /// <summary>The time to the next thing that is due, a second at most.</summary>
    private static TimeSpan Pause(ExplorerOptions options, TimeSpan elapsed, TimeSpan last)
    {
        var report = options.Progress is null ? TimeSpan.FromSeconds(1) : last + options.ProgressEvery - elapsed;
        var end = options.TimeMax is { } most ? most - elapsed : report;
        return TimeSpan.FromMilliseconds(Math.Clamp(Math.Min(report.TotalMilliseconds, end.TotalMilliseconds), 1, 1000));
    }
}
