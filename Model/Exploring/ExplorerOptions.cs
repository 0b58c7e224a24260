namespace Hmm.Model.Exploring;

/// <summary>How to explore: with how many threads, within which limits, and who is told of the progress.</summary>
/// <remarks>
/// Counts, depth, verdict and runs do not depend on <see cref="Threads"/>. A limit that is reached ends the exploration with
/// <see cref="Verdict.Bounded"/>, never with <see cref="Verdict.Verified"/>.
/// </remarks>
public sealed record ExplorerOptions
{
    /// <summary>The number of worker threads, at least 1.</summary>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 256 ? value : throw new ArgumentOutOfRangeException(
            nameof(Threads), value, "An exploration has 1 to 256 threads.");
    }

    = 1;

    /// <summary>The most states to store; about one batch a thread more may be stored before the exploration stops.</summary>
    public long StatesMax { get; init; } = long.MaxValue;

    /// <summary>The most bytes for states and table together; a step more may be taken before the exploration stops.</summary>
    public long BytesMax { get; init; } = long.MaxValue;

    /// <summary>The greatest depth, in steps: states at this depth are judged and not left.</summary>
    public int DepthMax { get; init; } = int.MaxValue;

    /// <summary>The longest time to explore; needs a <see cref="Clock"/>.</summary>
    public TimeSpan? TimeMax { get; init; }

    /// <summary>How many states are expected, 0 when unknown: a table of the right size need not grow.</summary>
    public long StatesExpected { get; init; }

    /// <summary>Explore everything although something broken was found, and report every invariant that breaks.</summary>
    public bool ContinueAfterViolation { get; init; }

    /// <summary>A state without successors is not a finding, whatever the system says of it.</summary>
    public bool DeadlockAllowed { get; init; }

    /// <summary>
    /// Remember a 64-bit fingerprint instead of each state, in less memory. Two states may then be taken for one:
    /// <see cref="Statistics.OmissionProbability"/> bounds how likely that is. Packed states are always exact.
    /// </summary>
    public bool Fingerprints { get; init; }

    /// <summary>
    /// Tells how much time has passed since some moment, a stopwatch's reading for example, to the thread that called the explorer.
    /// Without it there is no time limit, no progress and <see cref="Statistics.Elapsed"/> is zero.
    /// </summary>
    public Func<TimeSpan>? Clock { get; init; }

    /// <summary>Called each <see cref="ProgressEvery"/> by the thread that called the explorer; needs a <see cref="Clock"/>.</summary>
    public Action<ExplorationProgress>? Progress { get; init; }

    /// <summary>How often progress is reported.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(1);
}
