namespace Hmm.Analyzers.Flow;

/// <summary>What a lock is used for.</summary>
internal enum LockUse
{
    /// <summary>One holder at a time, or readers.</summary>
    Exclusion,

    /// <summary>Several holders at a time: permits can leak, nobody can deadlock on one.</summary>
    Throttle,

    /// <summary>Released by others than those who wait.</summary>
    Signal,
}
