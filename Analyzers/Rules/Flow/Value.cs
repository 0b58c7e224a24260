using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>What the analysis knows about the value of an expression. Equal values of exact kinds are the same object at run
/// time.</summary>
internal abstract partial class Value : IEquatable<Value>
{
    private int hash;

    /// <summary>Nothing is known.</summary>
    public static Value Unknown { get; } = new Opaque();

    /// <summary>Whether the value stands for one object, so that two equal ones are the same.</summary>
    public virtual bool IsExact => true;

    /// <summary>How the value reads in a message.</summary>
    public abstract string Display { get; }

    public abstract bool Equals(Value? other);

    public sealed override bool Equals(object? obj) => obj is Value other && Equals(other);

    public sealed override int GetHashCode()
    {
        if (hash == 0)
        {
            hash = ComputeHash() | 1;
        }

        return hash;
    }

    /// <summary>This value with parts replaced: the map's answer where it has one, else the same shape over replaced parts.</summary>
    /// <param name="map">Answers null for what stays.</param>
    public Value Rewrite(Func<Value, Value?> map) => map(this) ?? RewriteParts(map);

    /// <summary>Whether a part of this value satisfies a condition.</summary>
    public virtual bool Any(Func<Value, bool> condition) => condition(this);

    public sealed override string ToString() => Display;

    protected abstract int ComputeHash();

    protected virtual Value RewriteParts(Func<Value, Value?> map) => this;

    protected static int Mix(int a, int b) => unchecked((a * 16777619) ^ b);

    protected static int HashOf(ISymbol symbol) => SymbolEqualityComparer.Default.GetHashCode(symbol);

    protected static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);

    protected static Items<Value> RewriteAll(Items<Value> values, Func<Value, Value?> map)
    {
        var builder = new List<Value>();
        foreach (var value in values)
        {
            builder.Add(value.Rewrite(map));
        }

        return [.. builder];
    }

    private sealed class Opaque : Value
    {
        public override bool IsExact => false;

        public override string Display => "?";

        public override bool Equals(Value? other) => other is Opaque;

        protected override int ComputeHash() => 7;
    }
}
