namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Which states are stored.</summary>
internal enum Reduction
{
    /// <summary>All of them.</summary>
    None,

    /// <summary>Not those that an invisible, independent step leaves.</summary>
    Chain,

    /// <summary>Not those in which a driver lock is held; refused where the lock discipline does not hold.</summary>
    Merge,
}
