namespace Hmm.Model.Operations;

/// <summary>In how many runs each step went each of its ways: its jumps in order, on to the next step, or one of its further choice
/// arms.</summary>
/// <param name="steps">The number of steps of the plan.</param>
public sealed class StepCoverage(int steps)
{
    /// <summary>How many ways a step can be counted for.</summary>
    public const int Ways = 16;

    private readonly long[] counts = new long[steps * Ways];
    private readonly int[] latest = new int[steps * Ways];
    private readonly long[] reached = new long[steps];
    private readonly int[] reachedLatest = new int[steps];
    private int run = 1;

    /// <summary>Counts what follows as another run.</summary>
    public void BeginRun() => run++;

    /// <summary>Counts that a step went a way, once a run.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <param name="way">The way.</param>
    public void Count(int position, int way)
    {
        var index = ((position - 1) * Ways) + way;
        if (latest[index] == run)
        {
            return;
        }

        latest[index] = run;
        counts[index]++;
        if (reachedLatest[position - 1] != run)
        {
            reachedLatest[position - 1] = run;
            reached[position - 1]++;
        }
    }

    /// <summary>In how many runs a step went a way.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <param name="way">The way.</param>
    /// <returns>The number of runs.</returns>
    public long Of(int position, int way) => counts[((position - 1) * Ways) + way];

    /// <summary>In how many runs a step was taken, whichever way it went.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <returns>The number of runs.</returns>
    public long Reached(int position) => reached[position - 1];

    /// <summary>Whether a step went a way in the run that is being counted.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <param name="way">The way.</param>
    internal bool IsOfRun(int position, int way) => latest[((position - 1) * Ways) + way] == run;

    /// <summary>Whether a step was taken in the run that is being counted.</summary>
    /// <param name="position">The step's position, from 1.</param>
    internal bool IsOfRun(int position) => reachedLatest[position - 1] == run;

    /// <summary>Adds what another has counted.</summary>
    /// <param name="other">The other, of the same plan.</param>
    public void Add(StepCoverage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] += other.reached[i];
        }
    }
}
