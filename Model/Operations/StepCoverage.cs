namespace Hmm.Model.Operations;

/// <summary>In how many runs each step went each of its ways: its jumps in order, on to the next step, or one of its further choice arms.</summary>
/// <param name="steps">The number of steps of the plan.</param>
public sealed class StepCoverage(int steps)
{
    /// <summary>How many ways a step can be counted for.</summary>
    public const int Ways = 16;

    private readonly long[] counts = new long[steps * Ways];
    private readonly int[] latest = new int[steps * Ways];
    private int run = 1;

    /// <summary>Counts what follows as another run.</summary>
    public void BeginRun() => run++;

    /// <summary>Counts that a step went a way, once a run.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <param name="way">The way.</param>
    public void Count(int position, int way)
    {
        var index = ((position - 1) * Ways) + way;
        if (latest[index] != run)
        {
            latest[index] = run;
            counts[index]++;
        }
    }

    /// <summary>In how many runs a step went a way.</summary>
    /// <param name="position">The step's position, from 1.</param>
    /// <param name="way">The way.</param>
    /// <returns>The number of runs.</returns>
    public long Of(int position, int way) => counts[((position - 1) * Ways) + way];

    /// <summary>Adds what another has counted.</summary>
    /// <param name="other">The other, of the same plan.</param>
    public void Add(StepCoverage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }
}
