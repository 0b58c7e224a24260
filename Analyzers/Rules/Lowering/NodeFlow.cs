using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Lowering;

/// <content>What decides the order of execution.</content>
internal abstract partial class Node
{
    /// <summary>One of two, by a condition; as a statement or an expression.</summary>
    public sealed class Conditional(Node condition, Node? whenTrue, Node? whenFalse) : Node
    {
        public Node Condition { get; } = condition;

        public Node? WhenTrue { get; } = whenTrue;

        public Node? WhenFalse { get; } = whenFalse;
    }

    /// <summary>The first value unless it is null.</summary>
    public sealed class Coalesce(Node value, Node? whenNull) : Node
    {
        public Node Value { get; } = value;

        public Node? WhenNull { get; } = whenNull;
    }

    /// <summary>Evaluated only when the receiver is not null; inside, <see cref="Subject"/> stands for it.</summary>
    public sealed class Access(Node target, Node body) : Node
    {
        public Node Target { get; } = target;

        public Node Body { get; } = body;
    }

    public sealed class Subject : Node
    {
    }

    /// <summary>One of several branches.</summary>
    public sealed class Choice(Node? value, Items<(Node? Condition, Node? Body)> arms, bool isExhaustive) : Node
    {
        public Node? Value { get; } = value;

        public Items<(Node? Condition, Node? Body)> Arms { get; } = arms;

        public bool IsExhaustive { get; } = isExhaustive;

        /// <summary>Where a break inside goes.</summary>
        public ILabelSymbol? Exit { get; init; }
    }

    public sealed class Loop(Node? condition, Node? body, Node? step, bool testsFirst) : Node
    {
        public Node? Condition { get; } = condition;

        public Node? Body { get; } = body;

        public Node? Step { get; } = step;

        public bool TestsFirst { get; } = testsFirst;

        public ILabelSymbol? Exit { get; init; }

        public ILabelSymbol? Continue { get; init; }

        /// <summary>Whether it can end other than by a jump.</summary>
        public bool IsEndless { get; init; }
    }

    /// <summary>An enumeration: the variable takes each element.</summary>
    public sealed class ForEach(Node? collection, Node? target, Node? body, int site) : Node
    {
        public Node? Collection { get; } = collection;

        public Node? Target { get; } = target;

        public Node? Body { get; } = body;

        public int Site { get; } = site;

        public ITypeSymbol? ElementType { get; init; }

        public ILabelSymbol? Exit { get; init; }

        public ILabelSymbol? Continue { get; init; }

        public Location? At { get; init; }

        public bool IsAsynchronous { get; init; }
    }

    public sealed class Try(Node? body, Items<Catch> handlers, Node? final) : Node
    {
        public Node? Body { get; } = body;

        public Items<Catch> Handlers { get; } = handlers;

        public Node? Final { get; } = final;
    }

    public sealed class Catch(Node? filter, Node? body, bool catchesAll)
    {
        public Node? Filter { get; } = filter;

        public Node? Body { get; } = body;

        public bool CatchesAll { get; } = catchesAll;

        /// <summary>Whether it catches what a wait for a mutex throws that has the mutex nevertheless.</summary>
        public bool HasMutex { get; init; }
    }

    public sealed class Return(Node? value, Location at) : Node
    {
        public Node? Value { get; } = value;

        public Location At { get; } = at;

        public bool IsReference { get; init; }
    }

    public sealed class Throw(Node? value, Location at) : Node
    {
        public Node? Value { get; } = value;

        public Location At { get; } = at;
    }

    public sealed class Jump(ILabelSymbol target) : Node
    {
        public ILabelSymbol Target { get; } = target;
    }

    /// <summary>Statements among which are labels.</summary>
    public sealed class Labelled(Items<(ILabelSymbol? Label, Node? Statement)> items) : Node
    {
        public Items<(ILabelSymbol? Label, Node? Statement)> Items { get; } = items;
    }

    /// <summary>A suspension of the body: an await or a yield.</summary>
    public sealed class Suspend(Node? operand, bool isYield, Location at) : Node
    {
        public Node? Operand { get; } = operand;

        public bool IsYield { get; } = isYield;

        public Location At { get; } = at;
    }

    /// <summary>Disposes a value that a using statement or declaration holds.</summary>
    public sealed class Dispose(Node value, ITypeSymbol? type, Location at) : Node
    {
        public Node Value { get; } = value;

        public ITypeSymbol? Type { get; } = type;

        public Location At { get; } = at;

        public bool IsAsynchronous { get; init; }
    }
}
