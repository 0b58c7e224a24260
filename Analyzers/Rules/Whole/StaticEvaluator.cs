using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Says which code members, parameters and events may hold, wherever in the compilation it was put there.</summary>
internal sealed class StaticEvaluator(CodeBase code)
{
    private const int MostHops = 5;

    private readonly Dictionary<ISymbol, (Items<Value.Code> Known, bool IsComplete)> cache = new(SymbolEqualityComparer.Default);

    public (Items<Value.Code> Known, bool IsComplete) CodeIn(ISymbol holder)
    {
        if (!cache.TryGetValue(holder.OriginalDefinition, out var known))
        {
            cache[holder.OriginalDefinition] = known = Find(holder.OriginalDefinition, MostHops);
        }

        return known;
    }

    /// <summary>The work that a member holds: a task, a thread, a lazy value, a registration.</summary>
    public Value? WorkIn(ISymbol member)
    {
        var works = code.ValuesOf(member).Concat(code.ElementsOf(member))
            .Where(v => v.Node is not Node.Constant && !IsEmpty(v.Node)).Select(v => Work(v.Node, v.Body)).ToList();
        if (works.Count == 0 || works.Any(w => w is null))
        {
            return null;
        }

        return works.Count == 1 ? works[0]
            : new Value.Work(works[0]!.Timing, [.. works.SelectMany(w => w!.Items).Distinct()], works.All(w => w!.IsComplete));
    }

    // A collection to which the work is added later.
    private static bool IsEmpty(Node node) => node is Node.Tuple { Items.Length: 0 }
        || (node is Node.New { Arguments.Length: 0, Initializer: null, Type: INamedTypeSymbol { IsGenericType: true } type }
            && FrameworkTable.IsFramework(type) && type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections",
                StringComparison.Ordinal));

    private (Items<Value.Code> Known, bool IsComplete) Find(ISymbol holder, int hops)
    {
        IEnumerable<CodeBase.Noted> notes = holder switch
        {
            IEventSymbol => code.HandlersOf(holder),
            IParameterSymbol { ContainingSymbol: IMethodSymbol } parameter => code.ArgumentsOf(parameter),
            _ => code.ValuesOf(holder).Concat(code.ElementsOf(holder)),
        };
        var (found, isComplete, any) = (new List<Value.Code>(), true, false);
        foreach (var note in notes)
        {
            any |= note.Node is not Node.Constant { Content: null };
            isComplete &= Collect(note.Node, note.Body, found, hops);
        }

        return ([.. found.Distinct()], isComplete && any);
    }

    private bool Collect(Node? node, Body body, List<Value.Code> found, int hops)
    {
        switch (node)
        {
            case Node.Constant:
            case Node.New { Type: { TypeKind: not TypeKind.Delegate } } creation when FrameworkTable.IsFramework(creation.Type):
                return true;
            case Node.Lambda lambda:
                found.Add(new Value.Code(lambda.Body, null, SelfOf(body), []));
                return true;
            case Node.MethodGroup group:
                found.Add(new Value.Code(null, group.Method, group.Receiver is null or Node.This ? SelfOf(body) : Value.Unknown, []));
                return true;
            case Node.Tuple tuple:
                return tuple.Items.Aggregate(true, (all, item) => Collect(item, body, found, hops) && all);
            case Node.Both both:
                return Collect(both.Value, body, found, hops);
            case Node.Coalesce coalesce:
                return Collect(coalesce.Value, body, found, hops) & Collect(coalesce.WhenNull, body, found, hops);
            case Node.Conditional conditional:
                return Collect(conditional.WhenTrue, body, found, hops) & Collect(conditional.WhenFalse, body, found, hops);
            case Node.Variable { Symbol: IParameterSymbol parameter } when hops > 0:
                return Merge(Find(parameter.OriginalDefinition, hops - 1), found);
            case Node.Member { Symbol: { } member } when hops > 0 && member is IFieldSymbol or IPropertySymbol or IEventSymbol:
                return Merge(Find(member.OriginalDefinition, hops - 1), found);
            default:
                return false;
        }
    }

    private static bool Merge((Items<Value.Code> Known, bool IsComplete) other, List<Value.Code> found)
    {
        found.AddRange(other.Known);
        return other.IsComplete;
    }

    private static Value SelfOf(Body body) => body.Type is { } type && !body.Owner.IsStatic ? new Value.This(type) : Value.Unknown;

    private Value.Work? Work(Node node, Body body)
    {
        switch (node)
        {
            case Node.Both both:
                return Work(both.Value, body);
            case Node.Call { Effect: FrameworkEffect.Starts } call:
                return Work(Value.WorkTiming.Parallel, call.Method, call.Arguments, body);
            case Node.Call { Effect: FrameworkEffect.Registers } call:
                return Work(Value.WorkTiming.Callback, call.Method, call.Arguments, body);
            case Node.Call { Effect: FrameworkEffect.Passes, Receiver: { } receiver }:
                return Work(receiver, body);
            case Node.New { Type.Name: "Thread" or "Task" or "Timer" } creation when FrameworkTable.IsFramework(creation.Type):
                return Work(Value.WorkTiming.Parallel, creation.Constructor, creation.Arguments, body);
            case Node.New { Type.Name: "Lazy" } creation when FrameworkTable.IsFramework(creation.Type):
                return Work(Value.WorkTiming.Deferred, creation.Constructor, creation.Arguments, body);
            case Node.Call call when code.Find(call.Method) is { IsAsynchronous: true }:
                var self = call.Receiver is null or Node.This ? SelfOf(body) : Value.Unknown;
                return new Value.Work(Value.WorkTiming.Parallel, [new Value.Code(null, call.Method, self, [])], isComplete: true);
            default:
                return null;
        }
    }

    private Value.Work? Work(Value.WorkTiming timing, IMethodSymbol? method, Items<Node?> arguments, Body body)
    {
        var found = new List<Value.Code>();
        foreach (var argument in arguments)
        {
            Collect(argument, body, found, MostHops);
        }

        var state = method?.Parameters.FirstOrDefault(p => p.Name == "state");
        return found.Count == 0 ? null
            : new Value.Work(timing, [.. found.Select(c => WithState(c, state, arguments, body))], isComplete: true);
    }

    // A callback that is given its own object works like a method of the object.
    private static Value.Code WithState(Value.Code code, IParameterSymbol? state, Items<Node?> arguments, Body body) =>
        state is not null && state.Ordinal < arguments.Length && arguments[state.Ordinal] is Node.This
            && (code.Method ?? code.Body?.Method) is { Parameters.Length: > 0 }
            ? new Value.Code(code.Body, code.Method, code.Self, [SelfOf(body)]) : code;
}
