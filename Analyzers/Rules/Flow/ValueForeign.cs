namespace Hmm.Analyzers.Flow;

/// <content>Values in facts about other assemblies, whose private members have no symbols here.</content>
internal abstract partial class Value
{
    /// <summary>The receiver of a call.</summary>
    public sealed class Receiver : Value
    {
        public override string Display => "receiver";

        public override bool Equals(Value? other) => other is Receiver;

        protected override int ComputeHash() => 113;
    }

    /// <summary>An argument of a call.</summary>
    public sealed class Argument(int ordinal) : Value
    {
        public int Ordinal { get; } = ordinal;

        public override string Display => $"argument {Ordinal}";

        public override bool Equals(Value? other) => other is Argument a && a.Ordinal == Ordinal;

        protected override int ComputeHash() => Mix(127, Ordinal);
    }

    /// <summary>A lock inside an object of another assembly.</summary>
    public sealed class Foreign(Value owner, string key) : Value
    {
        public Value Owner { get; } = owner;

        public string Key { get; } = key;

        public override bool IsExact => Owner.IsExact;

        public override string Display => Key.Substring(Key.LastIndexOf(':') + 1);

        public override bool Equals(Value? other) => other is Foreign f && f.Key == Key && f.Owner.Equals(Owner);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Owner.Any(condition);

        protected override int ComputeHash() => Mix(Owner.GetHashCode(), Key.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Foreign(Owner.Rewrite(map), Key);
    }
}
