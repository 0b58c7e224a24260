using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Values that are computed: comparisons, results of calls, tuples.</content>
internal abstract partial class Value
{
    /// <summary>How two values are compared.</summary>
    public enum RelationKind { Equal, Less }

    /// <summary>A comparison; its truth can be a fact of a state.</summary>
    public sealed class Comparison(RelationKind relation, Value left, Value right) : Value
    {
        public RelationKind Relation { get; } = relation;

        public Value Left { get; } = left;

        public Value Right { get; } = right;

        public override bool IsExact => Left.IsExact && Right.IsExact;

        public override string Display => $"{Left.Display} {(Relation == RelationKind.Equal ? "==" : "<")} {Right.Display}";

        public override bool Equals(Value? other) =>
            other is Comparison c && c.Relation == Relation && c.Left.Equals(Left) && c.Right.Equals(Right);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Left.Any(condition) || Right.Any(condition);

        protected override int ComputeHash() => Mix(Mix(41 + (int)Relation, Left.GetHashCode()), Right.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Comparison(Relation, Left.Rewrite(map), Right.Rewrite(map));
    }

    /// <summary>A negation.</summary>
    public sealed class Not(Value inner) : Value
    {
        public Value Inner { get; } = inner;

        public override bool IsExact => Inner.IsExact;

        public override string Display => $"!{Inner.Display}";

        public override bool Equals(Value? other) => other is Not n && n.Inner.Equals(Inner);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Inner.Any(condition);

        protected override int ComputeHash() => Mix(43, Inner.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Not(Inner.Rewrite(map));
    }

    /// <summary>The result of a member that answers the same for the same arguments, as far as keys of an order go.</summary>
    public sealed class Result(ISymbol member, Items<Value> arguments) : Value
    {
        public ISymbol Symbol { get; } = member;

        public Items<Value> Arguments { get; } = arguments;

        public override bool IsExact => Arguments.All(a => a.IsExact);

        public override string Display => $"{Symbol.Name}({string.Join(", ", Arguments.Select(a => a.Display))})";

        public override bool Equals(Value? other) => other is Result r && Same(r.Symbol, Symbol) && r.Arguments.SameAs(Arguments);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Arguments.Any(a => a.Any(condition));

        protected override int ComputeHash() => Arguments.Aggregate(HashOf(Symbol), (h, a) => Mix(h, a.GetHashCode()));

        protected override Value RewriteParts(Func<Value, Value?> map) => new Result(Symbol, RewriteAll(Arguments, map));
    }

    /// <summary>The sign of a three-way comparison.</summary>
    public sealed class Ordering(Value left, Value right) : Value
    {
        public Value Left { get; } = left;

        public Value Right { get; } = right;

        public override string Display => $"compare({Left.Display}, {Right.Display})";

        public override bool Equals(Value? other) => other is Ordering o && o.Left.Equals(Left) && o.Right.Equals(Right);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Left.Any(condition) || Right.Any(condition);

        protected override int ComputeHash() => Mix(Mix(47, Left.GetHashCode()), Right.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Ordering(Left.Rewrite(map), Right.Rewrite(map));
    }

    /// <summary>The smaller or the larger of two values.</summary>
    public sealed class Extremum(bool isLarger, Value left, Value right) : Value
    {
        public bool IsLarger { get; } = isLarger;

        public Value Left { get; } = left;

        public Value Right { get; } = right;

        public override bool IsExact => Left.IsExact && Right.IsExact;

        public override string Display => $"{(IsLarger ? "Max" : "Min")}({Left.Display}, {Right.Display})";

        public override bool Equals(Value? other) =>
            other is Extremum e && e.IsLarger == IsLarger && e.Left.Equals(Left) && e.Right.Equals(Right);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Left.Any(condition) || Right.Any(condition);

        protected override int ComputeHash() => Mix(Mix(IsLarger ? 53 : 59, Left.GetHashCode()), Right.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Extremum(IsLarger, Left.Rewrite(map), Right.Rewrite(map));
    }

    /// <summary>That a collection is in the order of a key.</summary>
    public sealed class Sorted(Value collection) : Value
    {
        public Value Collection { get; } = collection;

        public override string Display => $"{Collection.Display} is sorted";

        public override bool Equals(Value? other) => other is Sorted s && s.Collection.Equals(Collection);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Collection.Any(condition);

        protected override int ComputeHash() => Mix(109, Collection.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Sorted(Collection.Rewrite(map));
    }

    /// <summary>Several values in one.</summary>
    public sealed class Group(Items<Value> items) : Value
    {
        public Items<Value> Items { get; } = items;

        public override string Display => $"({string.Join(", ", Items.Select(i => i.Display))})";

        public override bool Equals(Value? other) => other is Group g && g.Items.SameAs(Items);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Items.Any(i => i.Any(condition));

        protected override int ComputeHash() => Items.Aggregate(61, (h, i) => Mix(h, i.GetHashCode()));

        protected override Value RewriteParts(Func<Value, Value?> map) => new Group(RewriteAll(Items, map));
    }
}
