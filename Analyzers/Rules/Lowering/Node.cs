using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Lowering;

/// <summary>What matters of an expression or statement for locking. Holds symbols and places, neither syntax nor semantic models.</summary>
internal abstract partial class Node
{
    /// <summary>Several, in order; the value is the last one's.</summary>
    public sealed class Sequence(Items<Node> items) : Node
    {
        public Items<Node> Items { get; } = items;
    }

    /// <summary>The value of the first, after also running the second.</summary>
    public sealed class Both(Node value, Node effect) : Node
    {
        public Node Value { get; } = value;

        public Node Effect { get; } = effect;
    }

    public sealed class Constant(object? content) : Node
    {
        public object? Content { get; } = content;
    }

    /// <summary>A local variable or a parameter.</summary>
    public sealed class Variable(ISymbol symbol) : Node
    {
        public ISymbol Symbol { get; } = symbol;
    }

    public sealed class This : Node
    {
    }

    /// <summary>A variable that the language makes up, such as the object of a lock statement.</summary>
    public sealed class Temporary(int site) : Node
    {
        public int Site { get; } = site;
    }

    public sealed class TypeOf(ITypeSymbol type) : Node
    {
        public ITypeSymbol Type { get; } = type;
    }

    /// <summary>A field, a property or an event; static when it has no receiver.</summary>
    public sealed class Member(Node? receiver, ISymbol symbol, Location at) : Node
    {
        public Node? Receiver { get; } = receiver;

        public ISymbol Symbol { get; } = symbol;

        public Location At { get; } = at;

        /// <summary>Whether the reference itself leaves: a ref or a pointer to the member.</summary>
        public bool IsReference { get; init; }

        /// <summary>Whether a member of what it refers to is used.</summary>
        public bool IsTarget { get; init; }

        /// <summary>Whether the use changes what the member refers to: a mutating call on a collection.</summary>
        public bool IsChanged { get; init; }

        /// <summary>Whether it is handed to an operation that needs no lock.</summary>
        public bool IsAtomic { get; init; }
    }

    public sealed class Element(Node array, Node? index) : Node
    {
        public Node Array { get; } = array;

        public Node? Index { get; } = index;
    }

    /// <summary>An assignment; without a value when it is unknown (increments, ref and out arguments).</summary>
    public sealed class Assign(Node target, Node? value, Location at) : Node
    {
        public Node Target { get; } = target;

        public Node? Value { get; } = value;

        public Location At { get; } = at;

        /// <summary>Whether the target is read as well.</summary>
        public bool IsCompound { get; init; }

        /// <summary>Whether it is done only when the target is null.</summary>
        public bool IsLazy { get; init; }

        /// <summary>Whether it is one indivisible operation that needs no lock.</summary>
        public bool IsAtomic { get; init; }

        /// <summary>How far an increment moves: 1, -1, or 0 for anything else.</summary>
        public int Step { get; init; }
    }

    public sealed class Tuple(Items<Node?> items) : Node
    {
        public Items<Node?> Items { get; } = items;
    }

    public sealed class Not(Node inner) : Node
    {
        public Node Inner { get; } = inner;
    }

    public sealed class Logical(bool isAnd, Node left, Node right) : Node
    {
        public bool IsAnd { get; } = isAnd;

        public Node Left { get; } = left;

        public Node Right { get; } = right;
    }

    public sealed class Compare(Flow.Value.RelationKind relation, Node left, Node right) : Node
    {
        public Flow.Value.RelationKind Relation { get; } = relation;

        public Node Left { get; } = left;

        public Node Right { get; } = right;
    }

    /// <summary>A value that only this place knows; what it is made of is evaluated first.</summary>
    public sealed class Opaque(Node? parts, ITypeSymbol? type, int site) : Node
    {
        public Node? Parts { get; } = parts;

        public ITypeSymbol? Type { get; } = type;

        public int Site { get; } = site;

        /// <summary>Why it cannot serve as a lock; null when it can.</summary>
        public string? Flaw { get; init; }

        public Location? At { get; init; }
    }

    /// <summary>The smaller or larger of two.</summary>
    public sealed class Extremum(bool isLarger, Node left, Node right) : Node
    {
        public bool IsLarger { get; } = isLarger;

        public Node Left { get; } = left;

        public Node Right { get; } = right;
    }
}
