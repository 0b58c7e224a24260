using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

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
                    return [new(o.State, new Value.Pending(value, node))];
                case LockAction.Acquire:
                    return Acquire(node, o.State, value);
                case LockAction.Release:
                    return [new(Give(o.State, Identify(node, value), node.Mode, node.At), Value.Unknown)];
                case LockAction.IsHeld:
                    return Query(node, o.State, Identify(node, value));
                case LockAction.UpgradeToWriter:
                    return [new(Upgrade(o.State, Identify(node, value), node), Value.Unknown)];
                case LockAction.Downgrade:
                    return [new(o.State, Value.Unknown)];
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
        var next = Take(state, new Held(@lock, node.Mode, 1, HeldOrigin.Acquired, node.At)
        {
            IsNested = isDeclared,
            IsStructured = node.IsStatement || node.IsScoped,
            Chain = [new Step(node.Name, node.At)],
        });
        next = node.Taken is null ? next : Flag(node.Taken, next, truth: true);
        return new(next.Forget(IsMutable), node.IsScoped ? new Value.Guard([@lock.Value], node.Mode, node.Site) : Value.Constant.True);
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

    /// <summary>The state in which one more lock is held.</summary>
    private static State Take(State state, Held held)
    {
        if (held.Lock.Value is Value.Product { Flaw: not null })
        {
            return state;
        }

        for (var i = 0; i < state.Released.Length; i++)
        {
            if (state.Released[i].Lock.IsSame(held.Lock) && state.Released[i].Mode == held.Mode)
            {
                return state with { Released = state.Released.RemoveAt(i) };
            }
        }

        var index = state.LastIndex(h => h.Mode == held.Mode && h.Lock.Value.Equals(held.Lock.Value)
            && h.Lock.Class.Equals(held.Lock.Class));
        if (index < 0)
        {
            return state.With(held);
        }

        var known = state.Held[index];
        return state.Replace(index, held.Lock.Value.IsExact ? known with { Count = Math.Min(known.Count + 1, 3) }
            : known with { IsMany = true });
    }

    /// <summary>The state in which a lock has been released; notes it when it was not held.</summary>
    private State Give(State state, Lock @lock, LockMode mode, Location at)
    {
        var index = state.LastIndex(h => h.Lock.IsSame(@lock) && h.Mode == mode);
        if (index < 0 && state.LastIndex(h => h.Lock.IsSame(@lock)) is >= 0 and var other
            && @lock.Family is Knowledge.Primitive.ReaderWriterSlim or Knowledge.Primitive.ReaderWriter)
        {
            record.WrongMode(@lock, state.Held[state.LastIndex(h => h.Lock.IsSame(@lock))].Mode, at);
            return state.Without(state.LastIndex(h => h.Lock.IsSame(@lock)));
        }

        index = index >= 0 ? index : state.LastIndex(h => h.Mode == mode && MayBeSame(h.Lock, @lock));
        if (index >= 0)
        {
            record.Released(@lock, at, wasHeld: true);
            return Drop(state, index, at);
        }

        if (@lock.Use == LockUse.Signal || @lock.Value is Value.Product { Flaw: not null })
        {
            record.Signal(state, @lock.Value, at);
            return state;
        }

        foreach (var failure in state.Failures)
        {
            if (failure.Lock.Value.Equals(@lock.Value) && failure.Lock.Class.Equals(@lock.Class))
            {
                record.FailedButReleased(failure, at);
                return state;
            }
        }

        record.Released(@lock, at, wasHeld: false);
        record.NotHeld(@lock, mode, at, state);
        return state with { Released = state.Released.Add(new(@lock, mode, at, state.Past.Contains(@lock.Value))) };
    }

    private static State Drop(State state, int index, Location at)
    {
        var held = state.Held[index];
        if (held.Count > 1 || held.IsMany)
        {
            return held.IsMany ? state : state.Replace(index, held with { Count = held.Count - 1 });
        }

        var next = state.Without(index) with { Past = state.Past.Add(held.Lock.Value) };
        return held.Origin is HeldOrigin.Assumed or HeldOrigin.Contract
            ? next with { Released = next.Released.Add(new(held.Lock, held.Mode, at, WasHeldHere: false)) } : next;
    }

    // A lock that only a call or an enumeration knows may be any held one of its class.
    private static bool MayBeSame(Lock held, Lock released) => held.Class.Equals(released.Class)
        && (IsVague(held.Value) || IsVague(released.Value));

    private static bool IsVague(Value value) => value.Any(v => v is Value.Product or Value.Element || !v.IsExact || v == Value.Unknown);
}
