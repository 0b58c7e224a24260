namespace Hmm.Model.Exploring;

/// <summary>A transition system whose states are single words; the type itself is the system, so the engine specialises for it.</summary>
/// <remarks>
/// A state is any value but <see cref="ulong.MaxValue"/>. Every member is a pure function: the engine calls them from several
/// threads, in any order and any number of times.
/// </remarks>
public interface IPackedSystem
{
    /// <summary>How many rules there are; fire counts are kept for each.</summary>
    static abstract int RuleCount { get; }

    /// <summary>True when <see cref="Canonical"/> merges states, so that runs must be un-permuted and fairness is refused.</summary>
    static virtual bool IsSymmetric => false;

    /// <summary>Adds the initial states; rule and actor are not looked at.</summary>
    /// <typeparam name="TSink">The engine's sink.</typeparam>
    /// <param name="sink">Takes the states.</param>
    static abstract void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink;

    /// <summary>Adds one successor for every enabled rule instance, always in the same order.</summary>
    /// <typeparam name="TSink">The engine's sink.</typeparam>
    /// <param name="state">The state to leave.</param>
    /// <param name="sink">Takes the successors.</param>
    static abstract void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink;

    /// <summary>Which invariants the state breaks: bit i for invariant i, none when it is sound.</summary>
    /// <param name="state">The state to judge.</param>
    /// <returns>A set of at most 64 invariants.</returns>
    static abstract ulong Broken(ulong state);

    /// <summary>True when a state without successors is an end and not a deadlock.</summary>
    /// <param name="state">A state without successors.</param>
    /// <returns>False unless the system says otherwise.</returns>
    static virtual bool IsFinal(ulong state) => false;

    /// <summary>The state that stands for all states equal to this one up to symmetry.</summary>
    /// <param name="state">Any state.</param>
    /// <returns>The same representative for every member of the orbit; the state itself unless the system says otherwise.</returns>
    static virtual ulong Canonical(ulong state) => state;
}
