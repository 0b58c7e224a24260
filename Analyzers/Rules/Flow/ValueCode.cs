using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Values that run, or have run, code; and the results of acquisitions.</content>
internal abstract partial class Value
{
    /// <summary>Code that can be run: a lambda with what it captures, or a method with its receiver.</summary>
    public sealed class Code(Body? body, IMethodSymbol? method, Value self, Items<Value> arguments) : Value
    {
        /// <summary>The lambda or local function; null for a method.</summary>
        public Body? Body { get; } = body;

        public IMethodSymbol? Method { get; } = method;

        /// <summary>The value of <c>this</c> inside.</summary>
        public Value Self { get; } = self;

        /// <summary>The arguments, where the code is bound to them already.</summary>
        public Items<Value> Arguments { get; } = arguments;

        public override string Display => Body?.Display ?? Method?.Name ?? "code";

        public override bool Equals(Value? other) => other is Code c && c.Body == Body && Same(c.Method, Method) && c.Self.Equals(Self)
            && c.Arguments.SameAs(Arguments);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Self.Any(condition)
            || Arguments.Any(a => a.Any(condition));

        protected override int ComputeHash() =>
            Mix(Body?.GetHashCode() ?? 0, Mix(Method is null ? 0 : HashOf(Method), Self.GetHashCode()));

        protected override Value RewriteParts(Func<Value, Value?> map) =>
            new Code(Body, Method, Self.Rewrite(map), RewriteAll(Arguments, map));
    }

    /// <summary>When the code of a <see cref="Work"/> runs.</summary>
    public enum WorkTiming
    {
        /// <summary>Up to its first suspension now, the rest later.</summary>
        Asynchronous,

        /// <summary>On another thread.</summary>
        Parallel,

        /// <summary>When the result is enumerated or asked for, on the thread that asks.</summary>
        Deferred,

        /// <summary>Whenever somebody signals.</summary>
        Callback,
    }

    /// <summary>A task, thread, sequence, registration or other handle on code.</summary>
    public sealed class Work(WorkTiming timing, Items<Value> items, bool isComplete) : Value
    {
        public WorkTiming Timing { get; } = timing;

        public Items<Value> Items { get; } = items;

        /// <summary>Whether the items are all that runs.</summary>
        public bool IsComplete { get; } = isComplete;

        /// <summary>Whether it is a sequence in the order of a key.</summary>
        public bool IsSorted { get; init; }

        /// <summary>The sequence that it goes through.</summary>
        public Value? Source { get; init; }

        public override string Display => Items.Length == 0 ? "work" : Items[0].Display;

        public override bool Equals(Value? other) =>
            other is Work w && w.Timing == Timing && w.IsComplete == IsComplete && w.Items.SameAs(Items);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Items.Any(i => i.Any(condition));

        protected override int ComputeHash() => Items.Aggregate(67 + (int)Timing, (h, i) => Mix(h, i.GetHashCode()));

        protected override Value RewriteParts(Func<Value, Value?> map) =>
            new Work(Timing, RewriteAll(Items, map), IsComplete) { Source = Source?.Rewrite(map), IsSorted = IsSorted };
    }

    /// <summary>The task of an asynchronous acquisition: the lock is held once it is awaited.</summary>
    public sealed class Pending(Value @lock, Node.Primitive origin) : Value
    {
        public Value Lock { get; } = @lock;

        public Node.Primitive Origin { get; } = origin;

        public override string Display => $"acquisition of {Lock.Display}";

        public override bool Equals(Value? other) => other is Pending p && p.Origin == Origin && p.Lock.Equals(Lock);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Lock.Any(condition);

        protected override int ComputeHash() => Mix(71, Lock.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Pending(Lock.Rewrite(map), Origin);
    }

    /// <summary>A guard: releases its locks when it is disposed.</summary>
    public sealed class Guard(Items<Value> locks, LockMode mode, int site) : Value
    {
        public Items<Value> Locks { get; } = locks;

        public LockMode Mode { get; } = mode;

        public int Site { get; } = site;

        public override string Display => $"guard of {string.Join(", ", Locks.Select(l => l.Display))}";

        public override bool Equals(Value? other) => other is Guard g && g.Site == Site && g.Mode == Mode && g.Locks.SameAs(Locks);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Locks.Any(l => l.Any(condition));

        protected override int ComputeHash() => Locks.Aggregate(73, (h, l) => Mix(h, l.GetHashCode()));

        protected override Value RewriteParts(Func<Value, Value?> map) => new Guard(RewriteAll(Locks, map), Mode, Site);
    }
}
