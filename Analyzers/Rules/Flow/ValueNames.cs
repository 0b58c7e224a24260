using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Values that only annotations speak of.</content>
internal abstract partial class Value
{
    /// <summary>What a member returns, in the paths of its own contract.</summary>
    public sealed class Returned(ITypeSymbol type) : Value
    {
        public ITypeSymbol Type { get; } = type;

        public override string Display => "return";

        public override bool Equals(Value? other) => other is Returned;

        protected override int ComputeHash() => 79;
    }

    /// <summary>Any lock of a declared class; a pseudo-class itself.</summary>
    public sealed class OfClass(string name) : Value
    {
        public string Name { get; } = name;

        public override string Display => Name;

        public override bool Equals(Value? other) => other is OfClass c && c.Name == Name;

        protected override int ComputeHash() => Mix(83, Name.GetHashCode());
    }

    /// <summary>A lock whose nesting inside another of its class was declared to be in order.</summary>
    public sealed class Declared(Value inner) : Value
    {
        public Value Inner { get; } = inner;

        public override bool IsExact => Inner.IsExact;

        public override string Display => Inner.Display;

        public override bool Equals(Value? other) => other is Declared d && d.Inner.Equals(Inner);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Inner.Any(condition);

        protected override int ComputeHash() => Mix(97, Inner.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Declared(Inner.Rewrite(map));
    }

    /// <summary>The task of a source that somebody completes.</summary>
    public sealed class Completion(Value source) : Value
    {
        public Value Source { get; } = source;

        public override string Display => $"{Source.Display}.Task";

        public override bool Equals(Value? other) => other is Completion c && c.Source.Equals(Source);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Source.Any(condition);

        protected override int ComputeHash() => Mix(101, Source.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Completion(Source.Rewrite(map));
    }

    /// <summary>The lock that several members always share, whoever owns it.</summary>
    public sealed class Shared(Value inner, Value? path = null) : Value
    {
        public Value Inner { get; } = inner;

        public override bool IsExact => false;

        public override string Display => Inner.Display;

        public override bool Equals(Value? other) => other is Shared s && s.Inner.Equals(Inner);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Inner.Any(condition);

        protected override int ComputeHash() => Mix(107, Inner.GetHashCode());

        // Of an owner that is better known, the path may say which object it is.
        protected override Value RewriteParts(Func<Value, Value?> map)
        {
            var other = path?.Rewrite(map);
            return other is Member { Owner: Product { IsNew: true } } ? other : new Shared(Inner.Rewrite(map), other);
        }
    }

    /// <summary>A list of steps, by what running it does to locks.</summary>
    public sealed class Described(Items<Held> all, Items<Held> gained, Items<State.Given> lost, int site) : Value
    {
        /// <summary>Every acquisition in it, also those that it releases again.</summary>
        public Items<Held> All { get; } = all;

        public Items<Held> Gained { get; } = gained;

        public Items<State.Given> Lost { get; } = lost;

        public int Site { get; } = site;

        /// <summary>Whether a part of it is not known, so that its balance is not.</summary>
        public bool IsOpenEnded { get; init; }

        public override string Display => "steps";

        public override bool Equals(Value? other) => other is Described d && d.Site == Site;

        protected override int ComputeHash() => Mix(103, Site);
    }
}
