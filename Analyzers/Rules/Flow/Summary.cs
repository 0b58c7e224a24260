using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>What callers need to know of a body: a value without syntax, in terms of its own receiver, parameters and statics.</summary>
internal sealed class Summary
{
    /// <summary>How many events of one kind a summary keeps.</summary>
    public const int Most = 64;

    public static readonly Summary Nothing = new();

    public Items<Acquisition> Acquisitions { get; init; } = [];

    /// <summary>How it may come back: with which locks gained and lost, and with which result.</summary>
    public Items<Exit> Exits { get; init; } = [];

    public bool MayThrow { get; init; }

    /// <summary>Why it may block its thread; empty when it may not.</summary>
    public Items<Step> Sleep { get; init; } = [];

    public Items<Invocation> Invocations { get; init; } = [];

    public Items<Signal> Signals { get; init; } = [];

    /// <summary>Locks of one class that it nests without knowing their order.</summary>
    public Items<Pair> Pairs { get; init; } = [];

    /// <summary>Locks that it holds while it yields.</summary>
    public Items<Held> HeldAtYield { get; init; } = [];

    /// <summary>Pseudo-classes that it may enter.</summary>
    public Items<(string Class, Items<Step> Chain)> MayAcquire { get; init; } = [];

    public Items<Wait> Waits { get; init; } = [];

    /// <summary>Whether it always suspends before it comes back.</summary>
    public bool Detaches { get; init; }

    /// <summary>Whether the analysis ran out of budget.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>An acquisition somewhere inside.</summary>
    /// <param name="Lock">The lock.</param>
    /// <param name="Mode">How.</param>
    /// <param name="Blocks">Whether it waits.</param>
    /// <param name="Inside">What the body itself holds at that point.</param>
    /// <param name="Lost">What the body has released for its caller at that point.</param>
    /// <param name="IsResumed">Whether it happens after a suspension.</param>
    /// <param name="Chain">The calls that lead to it, its own place last.</param>
    public sealed record Acquisition(
        Lock Lock, LockMode Mode, bool Blocks, Items<Held> Inside, Items<Lock> Lost, bool IsResumed, Items<Step> Chain)
    {
        /// <summary>The member that must be called without the lock; then nothing is acquired.</summary>
        public string? Excluder { get; init; }

        /// <summary>Who waits while another thread acquires it, and for which work; null when the body acquires it itself.</summary>
        public (string Name, string Work)? Waiter { get; init; }

        /// <summary>Whether it certainly happens after whoever started the body has gone on.</summary>
        public bool IsDetached { get; init; }

        public bool IsLike(Acquisition other) => Mode == other.Mode && Blocks == other.Blocks && IsResumed == other.IsResumed
            && IsDetached == other.IsDetached && Waiter == other.Waiter
            && Lock.Class.Equals(other.Lock.Class) && Lock.Value.Equals(other.Lock.Value) && Inside.Length == other.Inside.Length
            && Lost.Length == other.Lost.Length && Inside.Zip(other.Inside, (a, b) => a.SameAs(b)).All(same => same);
    }

    /// <summary>A way to come back.</summary>
    public sealed record Exit(Value Result, Items<Held> Gained, Items<State.Given> Lost)
    {
        /// <summary>Which key of two objects was found to be the smaller one on the way to a result that depends on it.</summary>
        public Items<(Value Comparison, bool Truth)> Order { get; init; } = [];

        public bool IsLike(Exit other) => Result.Equals(other.Result) && Gained.Length == other.Gained.Length
            && Lost.Length == other.Lost.Length
            && Gained.Zip(other.Gained, (a, b) => a.SameAs(b)).All(same => same)
            && Lost.Zip(other.Lost, (a, b) => a.Lock.Value.Equals(b.Lock.Value) && a.Mode == b.Mode).All(same => same);

        public bool HasSameLocks(Exit other) => (this with { Result = other.Result }).IsLike(other);
    }

    /// <summary>A delegate that is run, known only to the caller.</summary>
    public sealed record Invocation(Value Target, Items<Held> Inside, bool IsResumed, Items<Step> Chain);

    /// <summary>Something that others wait for, and the locks needed to get to it.</summary>
    public sealed record Signal(ISymbol Member, Items<Lock> Needs, Location At);

    /// <summary>A wait for a signal.</summary>
    public sealed record Wait(Value Target, string Name, Items<Held> Inside, Items<Step> Chain);

    /// <summary>Two nested locks of one class.</summary>
    public sealed record Pair(Held Outer, Lock Inner, LockMode Mode, Items<Held> Inside, Items<Step> Chain, Location OuterAt);

    public bool IsLike(Summary other) => Acquisitions.Length == other.Acquisitions.Length && Exits.Length == other.Exits.Length
        && MayThrow == other.MayThrow && (Sleep.Length == 0) == (other.Sleep.Length == 0) && Invocations.Length == other.Invocations.Length
        && Pairs.Length == other.Pairs.Length && Signals.Length == other.Signals.Length && MayAcquire.Length == other.MayAcquire.Length
        && Waits.Length == other.Waits.Length && HeldAtYield.Length == other.HeldAtYield.Length
        && Acquisitions.Zip(other.Acquisitions, (a, b) => a.IsLike(b)).All(same => same)
        && Exits.Zip(other.Exits, (a, b) => a.IsLike(b)).All(same => same);
}
