namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>Where the threads of a cell that is really run wait for each other, each holding its first lock.</summary>
public static class Meeting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);
    private static readonly AsyncLocal<CountdownEvent?> Current = new();

    /// <summary>The statement that a cell calls.</summary>
    public const string Statement = "global::Hmm.Analyzers.Tests.Matrix.Meeting.Point();\n";

    /// <summary>Waits for the others, not for ever: a gate may keep them away.</summary>
    public static void Point()
    {
        if (Current.Value is { IsSet: false } threads)
        {
            threads.Signal();
            threads.Wait(Patience);
        }
    }

    /// <summary>Runs actions on threads of their own; whether one of them came to a stop or failed.</summary>
    internal static bool Fails(IReadOnlyList<Action> actions)
    {
        var (count, failures) = (new CountdownEvent(actions.Count), 0);
        var threads = actions.Select(action => new Thread(() =>
        {
            Current.Value = count;
            try
            {
                action();
            }
            catch (LockRecursionException)
            {
                Interlocked.Increment(ref failures);
            }
        }) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        var end = Environment.TickCount64 + 1500;
        var stuck = threads.Count(t => !t.Join((int)Math.Max(0, end - Environment.TickCount64)));
        return stuck + failures > 0;
    }
}
