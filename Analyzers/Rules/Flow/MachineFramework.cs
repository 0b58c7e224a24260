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
        var codes = Bound(call.Method, arguments);
        switch (call.Effect)
        {
            case FrameworkEffect.RunsNow when call.Method.Name == "Sort":
                return [.. RunAll(codes, state, call, source, arguments).Select(o =>
                    o with { State = o.State.Learn(new Value.Sorted(source), truth: true) })];
            case FrameworkEffect.RunsNow:
                return RunAll(codes, state, call, source, arguments);
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
                return RunAll([.. CodeOf(source), .. codes.Where(c => !CodeOf(source).Contains(c))], state, call, source, arguments);
            case FrameworkEffect.Passes:
                return [new(state, Passed(call, source))];
            case FrameworkEffect.Combines:
                return [new(state,
                    new Value.Work(Value.WorkTiming.Parallel, [.. arguments.SelectMany(a => WorksIn(Contents(state, a) ?? a))],
                        arguments.All(a => IsKnownWork(Contents(state, a) ?? a))))];
            case FrameworkEffect.Waits:
                return Wait(call, state, call.Method.IsStatic ? new Value.Group([.. arguments.Select(a => Contents(state, a) ?? a)])
                    : receiver);
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
            case FrameworkEffect.WaitsForSignal when source is Value.Group handles && handles.Items.Any(IsMutex):
                return [new(TakeAll(handles, state, call), Value.Unknown)];
            case FrameworkEffect.WaitsForSignal:
                record.Sleep(state, [new Step(Name(call), call.At)], Name(call), call.At);
                record.Signalled(state, source, Name(call), HasTimeout(call), call.At);
                WaitFor(Contents(state, source) ?? Value.Unknown, state, Name(call), call.At, isSilent: true);
                return [new(state, Value.Unknown)];
            case FrameworkEffect.SignalsAfter:
                return [new(arguments.Length > 0 ? Put(state, arguments[0], [Resolve(receiver)]) : state, Value.Unknown)];
            case FrameworkEffect.Signals or FrameworkEffect.Adds:
                record.Signal(state, receiver, call.At);
                return [new(Put(Keep(EscapeAll(state, arguments), arguments), receiver, arguments), Value.Unknown)];
            case FrameworkEffect.Completes:
                record.Signal(state, receiver, call.At);
                record.Completion(state, receiver, Name(call), call.At);
                return [new(state, Value.Unknown)];
            case FrameworkEffect.Registers:
                return Register(call, state, arguments);
            case FrameworkEffect.Cancels:
                return Cancel(call, state);
            case FrameworkEffect.Sleeps:
                return Sleep(call, state);
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

    // Sleeping does not fail, input and output may.
    private List<Outcome> Sleep(Node.Call call, State state)
    {
        record.Sleep(state, [new Step(Name(call), call.At)], Name(call), call.At);
        if (call.Method.ContainingType.Name is "File" or "FileStream" or "Socket")
        {
            exits.Throw(state, call.At);
            record.MayThrow();
        }

        return [new(state, Value.Unknown)];
    }

    /// <summary>The code among the arguments, together with the state that it will be given.</summary>
    private static List<Value.Code> Bound(IMethodSymbol method, Items<Value> arguments)
    {
        var state = method.Parameters.FirstOrDefault(p => p.Name == "state" && p.Type.TypeKind != TypeKind.Delegate);
        return [.. arguments.SelectMany(a => CodeOf(a).Concat(Comparing(a))).Select(c =>
            state is not null && state.Ordinal < arguments.Length && c.Arguments.IsEmpty
            && (c.Method ?? c.Body?.Method) is { Parameters.Length: > 0 }
                ? new Value.Code(c.Body, c.Method, c.Self, [arguments[state.Ordinal]]) : c)];
    }

    // A comparer is code in the shape of an object.
    private static IEnumerable<Value.Code> Comparing(Value value) =>
        value is Value.Product { IsNew: true } or Value.Static or Value.Member && PathResolver.TypeOf(value) is INamedTypeSymbol type
            && type.Locations.Any(l => l.IsInSource) && type.AllInterfaces.Any(i => i.Name is "IComparer" or "IEqualityComparer")
            ? type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name is "Compare" or "Equals" or "GetHashCode")
                .Select(m => new Value.Code(null, m, value, [])) : [];

    private static string Name(Node.Call call) => $"{call.Method.ContainingType.Name}.{(call.Method.AssociatedSymbol ?? call.Method).Name}";

    private static bool HasTimeout(Node.Call call) => call.Method.Parameters.Any(p => p.Type.Name is "TimeSpan" or "CancellationToken"
        || p.Name.Contains("imeout"));

    private List<Outcome> RunAll(List<Value.Code> codes, State state, Node.Call call, Value source, Items<Value> arguments)
    {
        IReadOnlyList<State> states = [state];
        var results = new List<Value>(Contents(state, source)?.Items ?? []);
        foreach (var code in codes)
        {
            record.Hand(code, now: true);
            var outcomes = states.SelectMany(s => RunCode(code, s, call.At, [ElementFor(call, source)])).ToList();
            results.AddRange(outcomes.Select(o => o.Value).Where(v => v is Value.Work).Distinct());
            states = StateSet.Join([.. outcomes.Select(o => o.State), .. states]);
        }

        if (codes.Count > 0)
        {
            record.MayThrow();
        }

        var sequence = results.Count > 0 ? new Value.Group([.. results]) : source is Value.Work { IsSorted: true } ? source : null;
        return [.. states.Select(s => new Outcome(s, sequence ?? ResultOf(call, source, arguments, s)))];
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
}
