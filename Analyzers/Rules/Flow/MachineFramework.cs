using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Members of the framework that run, start, await or wake other code.</content>
internal sealed partial class Machine
{
    private IEnumerable<Outcome> Framework(Node.Call call, State state, Value receiver, Items<Value> arguments)
    {
        var first = arguments.Length > 0 ? arguments[0] : Value.Unknown;
        var source = call.Method.IsStatic ? first : receiver;
        var codes = arguments.SelectMany(CodeOf).ToList();
        switch (call.Effect)
        {
            case FrameworkEffect.RunsNow:
                return RunAll(codes, state, call, source);
            case FrameworkEffect.RunsAndWaits:
                return RunElsewhere(call, state, [.. codes, .. CodeOf(source)]);
            case FrameworkEffect.Starts:
                codes.ForEach(c => record.Hand(c, now: false));
                var chained = call.Method.Name == "ContinueWith" && receiver is Value.Work earlier ? earlier.Items : [];
                return [new(EscapeAll(state, arguments),
                    new Value.Work(Value.WorkTiming.Parallel, [.. chained, .. codes], codes.Count > 0))];
            case FrameworkEffect.Defers:
                return [new(state,
                    new Value.Work(Value.WorkTiming.Deferred, [.. CodeOf(source), .. codes.Where(c => !CodeOf(source).Contains(c))],
                        isComplete: true)
                {
                    Source = source,
                    IsSorted = call.Method.Name.StartsWith("Order", StringComparison.Ordinal) || source is Value.Work { IsSorted: true },
                })];
            case FrameworkEffect.Enumerates:
                return RunAll([.. CodeOf(source), .. codes.Where(c => !CodeOf(source).Contains(c))], state, call, source);
            case FrameworkEffect.Passes:
                return [new(state, Passed(call, source))];
            case FrameworkEffect.Combines:
                return [new(state,
                    new Value.Work(Value.WorkTiming.Parallel, [.. arguments.SelectMany(WorksIn)], arguments.All(IsKnownWork)))];
            case FrameworkEffect.Waits:
                return Wait(call, state, call.Method.IsStatic ? new Value.Group(arguments) : receiver);
            case FrameworkEffect.Computes:
                return Compute(call, state, receiver);
            default:
                return FrameworkEvent(call, state, receiver, arguments, source);
        }
    }

    private IEnumerable<Outcome> FrameworkEvent(Node.Call call, State state, Value receiver, Items<Value> arguments, Value source)
    {
        switch (call.Effect)
        {
            case FrameworkEffect.WaitsForSignal:
                record.Sleep(state, [new Step(Name(call), call.At)], Name(call), call.At);
                record.Signalled(state, source, Name(call), HasTimeout(call), call.At);
                return [new(state, Value.Unknown)];
            case FrameworkEffect.Signals or FrameworkEffect.Adds:
                record.Signal(state, receiver, call.At);
                return [new(EscapeAll(state, arguments), Value.Unknown)];
            case FrameworkEffect.Completes:
                record.Signal(state, receiver, call.At);
                record.Completion(state, receiver, Name(call), call.At);
                return [new(state, Value.Unknown)];
            case FrameworkEffect.Registers:
                return Register(call, state, arguments);
            case FrameworkEffect.Cancels:
                return Cancel(call, state);
            case FrameworkEffect.Sleeps:
                record.Sleep(state, [new Step(Name(call), call.At)], Name(call), call.At);
                return [new(state, Value.Unknown)];
            case FrameworkEffect.Asserts:
                return [.. (Assume(new(state, arguments.Length > 0 ? arguments[0] : Value.Unknown), truth: true) is { } s ? new[] { s }
                    : []).Select(x => new Outcome(x, Value.Unknown))];
            case FrameworkEffect.Stops:
                return [];
            case FrameworkEffect.Orders:
                return [new(state, call.Method.IsStatic
                    || call.Method.Name == "Compare" ? new Value.Ordering(source, arguments.Length > 1 ? arguments[1] : Value.Unknown)
                        : new Value.Ordering(receiver, source == receiver && arguments.Length > 0 ? arguments[0] : Value.Unknown))];
            case FrameworkEffect.Equates:
                return [new(state, Compare(Value.RelationKind.Equal, source, call.Method.IsStatic ? arguments[1] : arguments[0]))];
            case FrameworkEffect.Minimum or FrameworkEffect.Maximum:
                return [new(state, Ordered(call.Effect == FrameworkEffect.Maximum, arguments[0], arguments[1], state))];
            default:
                return [new(EscapeAll(state, arguments), Value.Unknown)];
        }
    }

    private static string Name(Node.Call call) => $"{call.Method.ContainingType.Name}.{(call.Method.AssociatedSymbol ?? call.Method).Name}";

    private static bool HasTimeout(Node.Call call) => call.Method.Parameters.Any(p => p.Type.Name is "TimeSpan" or "CancellationToken"
        || p.Name.Contains("imeout"));

    private List<Outcome> RunAll(List<Value.Code> codes, State state, Node.Call call, Value source)
    {
        IReadOnlyList<State> states = [state];
        foreach (var code in codes)
        {
            record.Hand(code, now: true);
            states = StateSet.Join([.. states.SelectMany(s => RunCode(code, s, call.At, [ElementFor(call, source)]).Select(o => o.State)),
                .. states]);
        }

        if (codes.Count > 0)
        {
            record.MayThrow();
        }

        return [.. states.Select(s => new Outcome(s, ResultOf(call, source, [], s)))];
    }

    // The delegates of Select and of ForEach get an element of the sequence.
    private static Value ElementFor(Node.Call call, Value source) => call.Effect is FrameworkEffect.Enumerates or FrameworkEffect.RunsNow
        ? new Value.Product(call.Site, isEarlier: false, PathResolver.ElementType(PathResolver.TypeOf(source)),
            $"element of {source.Display}") { Source = source } : Value.Unknown;

    private List<Outcome> RunElsewhere(Node.Call call, State state, Items<Value.Code> codes)
    {
        record.Sleep(state, [new Step(Name(call), call.At)], Name(call), call.At);
        foreach (var code in codes)
        {
            record.Hand(code, now: false);
        }

        WaitFor(new Value.Work(Value.WorkTiming.Parallel, [.. codes], isComplete: true), state, Name(call), call.At, isSilent: true);
        return [new(state, Value.Unknown)];
    }

    private static Value Passed(Node.Call call, Value source)
    {
        if (source is Value.Work or Value.Pending || call.Method.AssociatedSymbol?.Name != "Task"
            || source is not (Value.Member or Value.Static or Value.Variable or Value.Product))
        {
            return source;
        }

        return new Value.Completion(source);
    }

    private static IEnumerable<Value> WorksIn(Value value) => value switch
    {
        Value.Work work => work.Items,
        Value.Group group => group.Items.SelectMany(WorksIn),
        Value.Code or Value.Pending => [value],
        _ => [],
    };

    private static bool IsKnownWork(Value value) => value switch
    {
        Value.Work work => work.IsComplete,
        Value.Group group => group.Items.All(IsKnownWork),
        Value.Pending => true,
        _ => false,
    };

    private List<Outcome> Register(Node.Call call, State state, Items<Value> arguments)
    {
        var codes = arguments.SelectMany(CodeOf).ToItems();
        foreach (var code in codes)
        {
            record.Hand(code, now: false);
            RunCode(code, state, call.At, []);
        }

        return [new(state, new Value.Work(Value.WorkTiming.Callback, [.. codes], codes.Length > 0))];
    }

    private List<Outcome> Cancel(Node.Call call, State state)
    {
        record.Notification(state, $"{Name(call)}, with the callbacks of the token,", call.At);
        return [new(state, Value.Unknown)];
    }

    // Lazy values are computed once, under a lock of their own.
    private List<Outcome> Compute(Node.Call call, State state, Value receiver)
    {
        var work = Resolve(receiver) as Value.Work;
        if (work is null)
        {
            return [new(state, Value.Unknown)];
        }

        var own = world.Locks.OfLazy(receiver);
        record.Acquire(state, own, LockMode.Exclusive, blocks: true, call.At, []);
        var inside = state.With(new Held(own, LockMode.Exclusive, 1, HeldOrigin.Inside, call.At));
        foreach (var code in work.Items)
        {
            RunCode(code, inside, call.At, []);
        }

        return [new(state, Value.Unknown)];
    }

    private List<Outcome>? FrameworkCreation(Node.New node, State state, Items<Value> arguments)
    {
        if (!FrameworkTable.IsFramework(node.Type))
        {
            return null;
        }

        var codes = arguments.SelectMany(CodeOf).ToItems();
        codes.ToList().ForEach(c => record.Hand(c, now: false));
        var product = new Value.Product(node.Site, isEarlier: false, node.Type, $"new {node.Type.Name}")
        {
            Origin = node,
            Arguments = arguments,
        };
        return node.Type.Name switch
        {
            "Thread" or "Task" or "Timer" when codes.Length > 0 =>
                [new(state, new Value.Work(Value.WorkTiming.Parallel, [.. codes], isComplete: true))],
            "Lazy" when codes.Length > 0 => [new(state, new Value.Work(Value.WorkTiming.Deferred, [.. codes], isComplete: true))],
            _ when node.Type.TypeKind == TypeKind.Delegate && arguments.Length == 1 => [new(state, arguments[0])],
            "Mutex" when arguments.Length > 0 && arguments[0].Equals(Value.Constant.True) =>
                [new(Take(state, new Held(world.Locks.Identify(product, Knowledge.Primitive.Mutex, node.Type), LockMode.Exclusive, 1,
                    HeldOrigin.Assumed, node.At)), product)],
            _ => [new(state, product)],
        };
    }
}
