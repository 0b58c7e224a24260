using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>A lock that is held at a point of a body.</summary>
/// <param name="Lock">The lock.</param>
/// <param name="Mode">How.</param>
/// <param name="Count">How many times, up to three.</param>
/// <param name="Origin">Why it is held.</param>
/// <param name="At">Where it was acquired.</param>
internal sealed record Held(Lock Lock, LockMode Mode, int Count, HeldOrigin Origin, Location At)
{
    /// <summary>The calls through which it was acquired.</summary>
    public Items<Step> Chain { get; init; } = [];

    /// <summary>Whether the same may be held several times over, as after a loop that acquires one lock of each element.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether a requirement outlives a suspension.</summary>
    public bool SurvivesAwait { get; init; } = true;

    /// <summary>Whether nesting another of its class was declared to be in order.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether it is the object of a lock statement, whose release is certain.</summary>
    public bool IsStructured { get; init; }

    /// <summary>Whether the lock was put into a collection, from which it may be released.</summary>
    public bool IsKept { get; init; }

    /// <summary>The object that releases it when it is disposed.</summary>
    public Value? Guard { get; init; }

    public bool SameAs(Held other) => Mode == other.Mode && Count == other.Count && Origin == other.Origin && IsMany == other.IsMany
        && Lock.Value.Equals(other.Lock.Value) && Lock.Class.Equals(other.Lock.Class);
}
