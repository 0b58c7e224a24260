using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>What the annotations of a method, delegate type or lambda promise and demand.</summary>
internal sealed class Contract
{
    public static readonly Contract None = new();

    public enum Clause { Requires, Excludes, Acquires, Releases, TryAcquires, Asserts }

    /// <summary>One lock in a contract.</summary>
    /// <param name="Clause">What is said about it.</param>
    /// <param name="Lock">Which lock, in the terms of the annotated member.</param>
    /// <param name="Mode">How it is held.</param>
    public sealed record Item(Clause Clause, Value Lock, LockMode Mode)
    {
        /// <summary>The result that means success, of a try.</summary>
        public bool When { get; init; }

        /// <summary>Whether a requirement outlives a suspension.</summary>
        public bool AcrossAwait { get; init; }

        /// <summary>Whether it was written on the result: a guard, or a step that is run later.</summary>
        public bool OnResult { get; init; }
    }

    public Items<Item> Items { get; init; } = [];

    public bool MaySleep { get; init; }

    public bool NoSleep { get; init; }

    public Items<string> MayAcquire { get; init; } = [];

    public Items<string> RunsInside { get; init; } = [];

    public Items<string> Masks { get; init; } = [];

    /// <summary>Classes of which two instances may be nested.</summary>
    public Items<string> Nested { get; init; } = [];

    public Items<Value> NestLocks { get; init; } = [];

    public Value? Returns { get; init; }

    public Items<(string Outer, string Inner)> Allowed { get; init; } = [];

    public bool IsEmpty => ReferenceEquals(this, None);

    /// <summary>Whether it says which locks the call leaves held or released.</summary>
    public bool HasEffect => Items.Any(i => i.Clause is Clause.Acquires or Clause.Releases or Clause.TryAcquires);

    public IEnumerable<Item> Of(Clause clause) => Items.Where(i => i.Clause == clause);
}
