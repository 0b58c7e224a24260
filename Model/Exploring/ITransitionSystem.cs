namespace Hmm.Model.Exploring;

/// <summary>A transition system whose states are byte strings of one length, known when the system is built.</summary>
/// <typeparam name="TSelf">The system itself, so that the engine specialises for it and calls nothing virtually.</typeparam>
/// <remarks>
/// The struct may hold references: to what all workers share, which must not change, and to scratch of its own, which
/// <see cref="ForWorker"/> gives each worker afresh. The outcome of every member depends on its arguments alone.
/// </remarks>
public interface ITransitionSystem<TSelf>
    where TSelf : struct, ITransitionSystem<TSelf>
{
    /// <summary>The length of a state, in bytes.</summary>
    int StateBytes { get; }

    /// <summary>How many rules there are; fire counts are kept for each.</summary>
    int RuleCount { get; }

    /// <summary>True when <see cref="Canonicalize"/> merges states, so that runs must be un-permuted and fairness is refused.</summary>
    bool IsSymmetric { get; }

    /// <summary>The system for one more worker: shares what never changes, has scratch of its own.</summary>
    /// <returns>A system that behaves exactly as this one.</returns>
    TSelf ForWorker();

    /// <summary>Adds the initial states; rule and actor are not looked at.</summary>
    /// <param name="states">Takes the states.</param>
    void Initial(SuccessorBuffer states);

    /// <summary>Judges a state and adds one successor for every enabled rule instance, always in the same order.</summary>
    /// <param name="state">The state to leave, <see cref="StateBytes"/> long; decoded once for both purposes.</param>
    /// <param name="next">Takes the successors.</param>
    /// <returns>Which invariants the state breaks: bit i for invariant i, 0 when it is sound.</returns>
    ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next);

    /// <summary>True when a state without successors is an end and not a deadlock.</summary>
    /// <param name="state">A state without successors.</param>
    /// <returns>Whether the run may end here.</returns>
    bool IsFinal(ReadOnlySpan<byte> state);

    /// <summary>Replaces the state by the one that stands for all states equal to it up to symmetry.</summary>
    /// <param name="state">The state, changed in place; left alone by a system without symmetry.</param>
    void Canonicalize(Span<byte> state);
}
