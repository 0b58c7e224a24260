using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;

namespace Hmm.Analyzers.Flow;

/// <content>Lock primitives.</content>
internal sealed partial class Machine
{
    private List<Outcome> Primitive(Node.Primitive node, State state)
    {
        if (node.Taken is not null && node.Action == LockAction.Acquire)
        {
            state = Flag(node.Taken, state, truth: false);
        }

        return Then(node.Target, state, o =>
        {
            var value = o.Value;
            switch (node.Action)
            {
                case LockAction.Acquire when node.IsAsynchronous:
                    record.Pending(Identify(node, value), node, isAwaited: false);
                    return [new(o.State, new Value.Pending(value, node))];
                case LockAction.Acquire:
                    return Acquire(node, o.State, value);
                case LockAction.Release:
                    return [new(Release(node, o.State, Identify(node, value)), Value.Unknown)];
                case LockAction.IsHeld:
                    return Query(node, o.State, Identify(node, value));
                case LockAction.UpgradeToWriter:
                    return [new(Upgrade(o.State, Identify(node, value), node), Value.Unknown)];
                case LockAction.Downgrade:
                    return [new(Downgrade(o.State, Identify(node, value)), Value.Unknown)];
                default:
                    return [new(WaitOrPulse(node, o.State, Identify(node, value)), Value.Unknown)];
            }
        });
    }

    private Lock Identify(Node.Primitive node, Value value) => world.Locks.Identify(value, node.Family, node.LockType);

    private List<Outcome> Acquire(Node.Primitive node, State state, Value value)
    {
        var isDeclared = value is Value.Declared;
        var @lock = Identify(node, value is Value.Declared declared ? declared.Inner : value);
        record.Object(@lock, node);
        if (node.IsAsynchronous)
        {
            record.Pending(@lock, node, isAwaited: true);
        }

        if (@lock.Use == LockUse.Signal)
        {
            record.Signalled(state, @lock.Value, node.Name, node.Attempt != LockAttempt.Blocks || node.IsCancellable, node.At);
            return [new(state, Value.Unknown)];
        }

        if (node.Attempt != LockAttempt.Blocks)
        {
            return Try(node, state, @lock, isDeclared);
        }

        if (node.IsCancellable)
        {
            exits.Throw(state with { Failures = state.Failures.Add(new(@lock, node, node.At, ByException: true, node.Name)) }, node.At);
            record.MayThrow();
        }

        record.Sleep(state, @lock.Class.Declared is { NoSleep: true } || @lock.Family == Knowledge.Primitive.Spin ? []
            : Recorder.SleepOf(@lock, node.Name, node.At), node.Name, node.At);
        return [Gain(node, state, @lock, isDeclared, blocks: true)];
    }

    private Outcome Gain(Node.Primitive node, State state, Lock @lock, bool isDeclared, bool blocks)
    {
        record.Acquire(state, @lock, node.Mode, blocks, node.At, [], isDeclared);
        Value result = node.IsScoped ? new Value.Guard([@lock.Value], node.Mode, node.Site) : Value.Constant.True;
        var next = Take(state, new Held(@lock, node.Mode, 1, HeldOrigin.Acquired, node.At)
        {
            IsNested = isDeclared,
            IsStructured = node.IsStatement,
            Guard = node.IsScoped ? result : null,
            Chain = [new Step(node.Name, node.At)],
        });
        next = node.Taken is null ? next : Flag(node.Taken, next, truth: true);
        return new(next.Forget(IsMutable), result);
    }

    private List<Outcome> Try(Node.Primitive node, State state, Lock @lock, bool isDeclared)
    {
        var blocks = node.Attempt == LockAttempt.Timed && Code.Options.FiniteWaitsBlock;
        if (node.IsUnused && node.Taken is null)
        {
            record.TryUnused(@lock, node.Name, node.At);
            return [Gain(node, state, @lock, isDeclared, blocks)];
        }

        var failed = state with { Failures = state.Failures.Add(new(@lock, node, node.At, ByException: false, node.Name)) };
        failed = node.Taken is null ? failed : Flag(node.Taken, failed, truth: false);
        if (node.IsCancellable)
        {
            exits.Throw(state with { Failures = state.Failures.Add(new(@lock, node, node.At, ByException: true, node.Name)) }, node.At);
            record.MayThrow();
        }

        return [Gain(node, state, @lock, isDeclared, blocks), new(failed, Value.Constant.False)];
    }

    private static State Flag(Node target, State state, bool truth) => target switch
    {
        Node.Variable variable => state.Set(new Value.Variable(variable.Symbol), Value.Constant.Of(truth)),
        Node.Member { Receiver: Node.This or null } member => state.Learn(
            member.Symbol.IsStatic ? new Value.Static(member.Symbol)
                : new Value.Member(new Value.This(member.Symbol.ContainingType), member.Symbol), truth),
        _ => state,
    };

    private static List<Outcome> Query(Node.Primitive node, State state, Lock @lock)
    {
        if (state.LastIndex(h => h.Lock.IsSame(@lock) && h.Mode == node.Mode) >= 0)
        {
            return [new(state, Value.Constant.True)];
        }

        var assumed = state.With(new Held(@lock, node.Mode, 1, HeldOrigin.Assumed, node.At));
        return [new(assumed, Value.Constant.True), new(state, Value.Constant.False)];
    }

    private State Upgrade(State state, Lock @lock, Node.Primitive node)
    {
        var index = state.LastIndex(h => h.Lock.IsSame(@lock));
        record.Acquire(index < 0 ? state : state.Without(index), @lock, LockMode.Exclusive, blocks: true, node.At, []);
        return index < 0 ? state : state.Replace(index, state.Held[index] with { Mode = LockMode.Exclusive });
    }

    // Monitor.Wait and Pulse need the monitor; others may take it while this thread waits.
    private State WaitOrPulse(Node.Primitive node, State state, Lock @lock)
    {
        var index = state.LastIndex(h => h.Lock.IsSame(@lock));
        if (index < 0)
        {
            record.Required(state, @lock, LockMode.Exclusive, node.Name, node.At);
        }

        if (node.Action == LockAction.Pulse)
        {
            record.Signal(state, @lock.Value, node.At);
            return state;
        }

        var others = index < 0 ? state : state.Without(index);
        record.Sleep(others, [new Step(node.Name, node.At)], node.Name, node.At);
        record.Signalled(others, @lock.Value, node.Name, node.Attempt != LockAttempt.Blocks, node.At);
        record.Acquire(others, @lock, LockMode.Exclusive, blocks: true, node.At, []);
        return state.Forget(IsMutable);
    }
}
