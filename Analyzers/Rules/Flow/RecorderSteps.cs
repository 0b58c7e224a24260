using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Step lists and results.</content>
internal sealed partial class Recorder
{
    /// <summary>A step list has been described to its end.</summary>
    public void Described(Value.Described value, State end, Location at)
    {
        _ = end;
        _ = at;
        if (!result.Described.Contains(value))
        {
            result.Described.Add(value);
        }
    }

    /// <summary>A step is come to again, with what it took still held.</summary>
    public void Retaken(State described, Lock @lock, Location at)
    {
        if (!@lock.IsReentrant && described.Held.Any(h => h.At == at && h.Lock.IsSame(@lock)))
        {
            Report(Rules.AcquiredTwice, at, [], isLive: true, @lock.Display, Line(at));
        }
    }

    public void Spliced(Value.Described inner) => result.Spliced.Add(inner);

    /// <summary>A value is handed to the caller.</summary>
    public void ReturnValue(Outcome outcome, Node.Return node)
    {
        foreach (var code in CodeIn(outcome.Value))
        {
            Hand(code, now: false);
        }

        if (node.Value is { } source)
        {
            CheckReference(outcome.State, source, node);
        }
    }

    private static IEnumerable<Value.Code> CodeIn(Value value) => value switch
    {
        Value.Code code => [code],
        Value.Work { Timing: not Value.WorkTiming.Asynchronous } work => work.Items.SelectMany(CodeIn),
        Value.Group group => group.Items.SelectMany(CodeIn),
        _ => [],
    };

    // What is returned by reference, or enumerated later, is used after the lock is gone.
    private void CheckReference(State state, Node source, Node.Return node)
    {
        var (member, isLater) = Guarded(source);
        if (member is null || body.Contract.Items.Any(i => i.Clause == Declarations.Contract.Clause.Requires))
        {
            return;
        }

        foreach (var guard in world.Code.Declarations.GuardsOf(member.Symbol))
        {
            var type = Declarations.PathResolver.TypeOf(member.Symbol);
            var leaves = node.IsReference || member.IsReference || isLater
                || (body.Method?.DeclaredAccessibility != Accessibility.Private && IsMutableCollection(type)) || guard.GuardsTarget;
            if (leaves && !guard.WritesOnly)
            {
                var @lock = world.Locks.Identify(guard.Lock);
                Report(Rules.ReferenceLeaves, node.At, [], !state.IsUncertain, member.Symbol.Name, @lock.Display);
                return;
            }
        }
    }

    private static (Node.Member? Member, bool IsLater) Guarded(Node source) => source switch
    {
        Node.Member member => (member, false),
        Node.Element { Array: Node.Member array } => (array.IsReference ? array : null, false),
        Node.Call { Effect: Knowledge.FrameworkEffect.Defers } call when (call.Receiver ?? (call.Arguments.Length > 0 ? call.Arguments[0]
            : null)) is { } inner => (Guarded(inner).Member, true),
        Node.Call { Method.Name: "AsSpan" or "AsMemory" or "AsReadOnly" or "AsEnumerable" or "GetEnumerator" } call
            when (call.Receiver ?? (call.Arguments.Length > 0 ? call.Arguments[0] : null)) is { } inner => (Guarded(inner).Member, true),
        Node.Both both => Guarded(both.Value),
        _ => (null, false),
    };

    private static bool IsMutableCollection(ITypeSymbol? type) => type is IArrayTypeSymbol
        || (type is INamedTypeSymbol named && Knowledge.FrameworkTable.IsFramework(named) && Mutable.Contains(named.Name));

    private static readonly HashSet<string> Mutable =
    [
        "List", "Dictionary", "HashSet", "Queue", "Stack", "SortedDictionary", "SortedSet", "SortedList", "LinkedList", "IList",
        "IDictionary", "ISet", "ICollection", "Collection", "StringBuilder",
    ];
}
