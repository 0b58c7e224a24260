using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Lowering;

/// <content>What runs other code, and what acquires or releases.</content>
internal abstract partial class Node
{
    /// <summary>A call of a method, an accessor or an operator.</summary>
    public sealed class Call(IMethodSymbol method, Node? receiver, Items<Node?> arguments, Location at, int site) : Node
    {
        public IMethodSymbol Method { get; } = method;

        public Node? Receiver { get; } = receiver;

        /// <summary>The arguments by parameter; null where nothing is known.</summary>
        public Items<Node?> Arguments { get; } = arguments;

        public Location At { get; } = at;

        public int Site { get; } = site;

        public bool IsVirtual { get; init; }

        /// <summary>Whether nobody looks at the result.</summary>
        public bool IsUnused { get; init; }

        /// <summary>Whether the result is an enumerator that is run here.</summary>
        public bool IsEnumerated { get; init; }

        /// <summary>What the framework does here, when it is one of its methods with a meaning for locking.</summary>
        public FrameworkEffect Effect { get; init; } = FrameworkEffect.None;
    }

    public sealed class New(ITypeSymbol type, IMethodSymbol? constructor, Items<Node?> arguments, Location at, int site) : Node
    {
        public ITypeSymbol Type { get; } = type;

        public IMethodSymbol? Constructor { get; } = constructor;

        public Items<Node?> Arguments { get; } = arguments;

        public Location At { get; } = at;

        public int Site { get; } = site;

        /// <summary>The initializer; inside, <see cref="Subject"/> stands for the new object.</summary>
        public Node? Initializer { get; init; }
    }

    public sealed class Lambda(Body body) : Node
    {
        public Body Body { get; } = body;
    }

    public sealed class MethodGroup(IMethodSymbol method, Node? receiver) : Node
    {
        public IMethodSymbol Method { get; } = method;

        public Node? Receiver { get; } = receiver;
    }

    /// <summary>Runs a delegate.</summary>
    public sealed class Invoke(Node target, Items<Node?> arguments, Location at) : Node
    {
        public Node Target { get; } = target;

        public Items<Node?> Arguments { get; } = arguments;

        public Location At { get; } = at;

        /// <summary>The delegate type's own contract bearer.</summary>
        public IMethodSymbol? Signature { get; init; }
    }

    /// <summary>Subscribes a handler to an event.</summary>
    public sealed class Subscribe(Node? receiver, IEventSymbol @event, Node? handler, bool adds) : Node
    {
        public Node? Receiver { get; } = receiver;

        public IEventSymbol Event { get; } = @event;

        public Node? Handler { get; } = handler;

        public bool Adds { get; } = adds;
    }

    /// <summary>A step list: what its elements say they acquire and release happens in this order when the list is run.</summary>
    public sealed class Steps(Items<StepItem> items, Location at) : Node
    {
        public Items<StepItem> Items { get; } = items;

        public Location At { get; } = at;
    }

    /// <summary>One element of a step list.</summary>
    public sealed class StepItem(Items<Call> calls, Node? value, bool isSpliced)
    {
        /// <summary>The calls that describe it, the first one first.</summary>
        public Items<Call> Calls { get; } = calls;

        public Node? Value { get; } = value;

        /// <summary>Whether the value is a list whose elements stand here.</summary>
        public bool IsSpliced { get; } = isSpliced;

        public string? Label { get; init; }

        /// <summary>Whether something makes it of which no annotation tells what it does.</summary>
        public bool IsOpaque { get; init; }

        /// <summary>Whether properties say what it does: then it does so on one of its ways on, perhaps not on all.</summary>
        public bool HasProperties { get; init; }

        /// <summary>The labels at which the list may go on after it, and whether it always does.</summary>
        public Items<(string Label, bool Always)> Jumps { get; init; } = [];
    }

    /// <summary>A lock primitive at work.</summary>
    public sealed class Primitive(LockAction action, Knowledge.Primitive family, Node target, Location at) : Node
    {
        public LockAction Action { get; } = action;

        public Knowledge.Primitive Family { get; } = family;

        public Node Target { get; } = target;

        public Location At { get; } = at;

        public LockMode Mode { get; init; } = LockMode.Exclusive;

        public LockAttempt Attempt { get; init; }

        /// <summary>Whether it may throw without having acquired: it takes a cancellation token.</summary>
        public bool IsCancellable { get; init; }

        /// <summary>Whether the result is a task that must be awaited first.</summary>
        public bool IsAsynchronous { get; init; }

        /// <summary>The flag that receives whether it was taken.</summary>
        public Node? Taken { get; init; }

        public bool IsUnused { get; init; }

        /// <summary>How many times it releases; 0 when only the run tells.</summary>
        public int Times { get; init; } = 1;

        /// <summary>Whether the result is a guard.</summary>
        public bool IsScoped { get; init; }

        /// <summary>How the call reads in a message.</summary>
        public string Name { get; init; } = "lock";

        /// <summary>Whether it is a lock statement, whose release is certain.</summary>
        public bool IsStatement { get; init; }

        public int Site { get; init; }

        public ITypeSymbol? LockType { get; init; }
    }
}
