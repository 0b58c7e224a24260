using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Objects of the framework that hold work: tasks, threads, lazy values, registrations, collections of them.</content>
internal sealed partial class Machine
{
    private List<Outcome> Register(Node.Call call, State state, Items<Value> arguments)
    {
        var codes = Bound(call.Method, arguments).ToItems();
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

        var codes = Bound(node.Constructor!, arguments).ToItems();
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

    // What was added to a collection of tasks is what a wait for all of them waits for.
    private static State Put(State state, Value collection, Items<Value> arguments)
    {
        var works = arguments.Where(a => a is Value.Work).ToList();
        if (works.Count == 0 || collection == Value.Unknown)
        {
            return state;
        }

        var known = Contents(state, collection)?.Items ?? [];
        return state.Set(new Value.Element(collection, Value.Unknown), new Value.Group([.. known.Concat(works).Distinct()]));
    }

    // A lock that is held and put into a collection may be released from there.
    private static State Keep(State state, Items<Value> arguments) => KeepAll(state, h => arguments.Contains(h.Lock.Value));

    private static State KeepAll(State state, Func<Held, bool> condition) => !state.Held.Any(condition) ? state
        : state with { Held = [.. state.Held.Select(h => condition(h) ? h with { IsKept = true } : h)] };

    private static Value.Group? Contents(State state, Value collection) =>
        state.Get(new Value.Element(collection, Value.Unknown)) as Value.Group;

    // WaitAll takes all at once or none, WaitAny takes one: which one, only the result tells.
    private State TakeAll(Value.Group handles, State state, Node.Call call)
    {
        var origin = call.Method.Name == "WaitAll" ? HeldOrigin.Acquired : HeldOrigin.Assumed;
        var next = state;
        foreach (var handle in handles.Items.Where(IsMutex))
        {
            var @lock = world.Locks.Identify(handle, Knowledge.Primitive.Mutex, PathResolver.TypeOf(handle));
            record.Acquire(state, @lock, LockMode.Exclusive, blocks: true, call.At, []);
            next = Take(next, new Held(@lock, LockMode.Exclusive, 1, origin, call.At));
        }

        return next;
    }

    private static bool IsMutex(Value value) => PathResolver.TypeOf(value) is { Name: "Mutex" };
}
