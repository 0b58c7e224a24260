using System.Collections.Immutable;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>What is known at a point of a body on one set of paths.</summary>
internal sealed record State
{
    public static readonly State Empty = new();

    /// <summary>The locks held, in the order of acquisition.</summary>
    public Items<Held> Held { get; init; } = [];

    /// <summary>The locks that the body released without having acquired them.</summary>
    public Items<Given> Released { get; init; } = [];

    /// <summary>Acquisitions that failed on the way here.</summary>
    public Items<Failure> Failures { get; init; } = [];

    public ImmutableDictionary<Value, Value> Variables { get; init; } = ImmutableDictionary<Value, Value>.Empty;

    /// <summary>What conditions have been found to be.</summary>
    public ImmutableDictionary<Value, bool> Facts { get; init; } = ImmutableDictionary<Value, bool>.Empty;

    /// <summary>New objects that others may know by now.</summary>
    public ImmutableHashSet<Value> Escaped { get; init; } = ImmutableHashSet<Value>.Empty;

    /// <summary>Locks that the body has acquired and released.</summary>
    public ImmutableHashSet<Value> Past { get; init; } = ImmutableHashSet<Value>.Empty;

    /// <summary>Pseudo-classes that are masked, innermost last.</summary>
    public Items<string> Masks { get; init; } = [];

    /// <summary>Whether the body may have been suspended before.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Whether it certainly was, so that whoever started the body has gone on.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Whether code ran of whose effect on locks nothing is known yet.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>A lock that the body gave up for its caller.</summary>
    public sealed record Given(Lock Lock, LockMode Mode, Location At, bool WasHeldHere)
    {
        /// <summary>What the body held by contract until then.</summary>
        public Held? Was { get; init; }
    }

    /// <summary>An acquisition that did not succeed.</summary>
    public sealed record Failure(Lock Lock, Node.Primitive? Origin, Location At, bool ByException, string Name);

    public State With(Held held) => this with { Held = Held.Add(held) };

    public State Replace(int index, Held held) => this with { Held = Held.SetItem(index, held) };

    public State Without(int index) => this with { Held = Held.RemoveAt(index) };

    public State Set(Value variable, Value value) => this with
    {
        Variables = value == Value.Unknown ? Variables.Remove(variable) : Variables.SetItem(variable, value),
    };

    public Value? Get(Value variable) => Variables.TryGetValue(variable, out var value) ? value : null;

    public State Learn(Value condition, bool truth) => this with { Facts = Facts.SetItem(condition, truth) };

    /// <summary>The last lock held that satisfies a condition; -1 when there is none.</summary>
    public int LastIndex(Func<Held, bool> condition)
    {
        for (var i = Held.Length - 1; i >= 0; i--)
        {
            if (condition(Held[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>This state with values replaced everywhere.</summary>
    public State Rewrite(Func<Value, Value?> map) => this with
    {
        Held = [.. Held.Select(h => h with { Lock = h.Lock.With(h.Lock.Value.Rewrite(map)) })],
        Variables = Variables.ToImmutableDictionary(p => p.Key, p => p.Value.Rewrite(map)),
        Facts = Rewritten(map),
    };

    /// <summary>This state without facts that a change of what satisfies the condition may have made false.</summary>
    /// <remarks>Keys by which instances are ordered are taken not to change.</remarks>
    public State Forget(Func<Value, bool> condition)
    {
        var stale = Facts.Keys.Where(f => f is not Value.Comparison { Relation: Value.RelationKind.Less } && f.Any(condition)).ToList();
        return stale.Count == 0 ? this : this with { Facts = Facts.RemoveRange(stale) };
    }

    /// <summary>Whether the locks are the same, so that the paths need not be kept apart.</summary>
    public bool HasSameLocks(State other) => Held.Length == other.Held.Length && Released.Length == other.Released.Length
        && IsResumed == other.IsResumed && Masks.Length == other.Masks.Length
        && Failures.Length == other.Failures.Length
        && Agree(Held, other.Held, static (a, b) => a.SameAs(b))
        && Agree(Released, other.Released, static (a, b) => a.Lock.Value.Equals(b.Lock.Value) && a.Mode == b.Mode)
        && Agree(Failures, other.Failures, static (a, b) => a.At == b.At && a.ByException == b.ByException);

    private static bool Agree<T>(Items<T> some, Items<T> others, Func<T, T, bool> same)
    {
        for (var i = 0; i < some.Length; i++)
        {
            if (!same(some[i], others[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Two conditions may become one: where they were found to be different, nothing is known of it.
    private ImmutableDictionary<Value, bool> Rewritten(Func<Value, Value?> map)
    {
        var facts = ImmutableDictionary.CreateBuilder<Value, bool>();
        var doubtful = new List<Value>();
        foreach (var pair in Facts)
        {
            var condition = pair.Key.Rewrite(map);
            if (facts.TryGetValue(condition, out var truth) && truth != pair.Value)
            {
                doubtful.Add(condition);
            }

            facts[condition] = pair.Value;
        }

        facts.RemoveRange(doubtful);
        return facts.ToImmutable();
    }
}
