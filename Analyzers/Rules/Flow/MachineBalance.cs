using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Locks that are gained and given up.</content>
internal sealed partial class Machine
{
    private State Release(Node.Primitive node, State state, Lock @lock)
    {
        var held = state.LastIndex(h => h.Lock.IsSame(@lock));
        var mode = held >= 0 && @lock.Family == Knowledge.Primitive.ReaderWriter
            && (node.Name == "ReaderWriterLock.ReleaseLock" || state.Held[held].Mode == LockMode.Exclusive) ? state.Held[held].Mode
            : node.Mode;
        state = Give(state, @lock, mode, node.At);
        for (var i = 1; node.Times == 0 ? i < 4 && state.LastIndex(h => h.Lock.IsSame(@lock)) >= 0 : i < Math.Min(node.Times, 8); i++)
        {
            state = Give(state, @lock, mode, node.At);
        }

        return state;
    }

    private static State Downgrade(State state, Lock @lock)
    {
        var index = state.LastIndex(h => h.Lock.IsSame(@lock));
        return index < 0 ? state : state.Replace(index, state.Held[index] with { Mode = LockMode.Shared });
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
                var without = state with { Released = state.Released.RemoveAt(i) };
                return state.Released[i].Was is { } was ? without.With(was) : without;
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
    private State Give(State state, Lock @lock, LockMode mode, Location at, bool isDeclared = false)
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

        var isSignal = @lock.Use == LockUse.Signal || @lock.Value is Value.Product { Flaw: not null };
        if (isSignal || IsAnyOf(@lock))
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
        record.NotHeld(@lock, mode, at, state, isDeclared);
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
            ? next with { Released = next.Released.Add(new(held.Lock, held.Mode, at, WasHeldHere: false) { Was = held }) } : next;
    }

    // An object out of a collection, or one of several: which one, nobody here knows.
    private static bool IsAnyOf(Lock @lock) =>
        @lock.Value is Value.Product { IsNew: false } or Value.Variable { Symbol: ILocalSymbol } && @lock.Class.IsLocal;

    // A lock that only a call or an enumeration knows may be any held one of its class.
    private static bool MayBeSame(Lock held, Lock released) => held.Class.Equals(released.Class)
        && (IsVague(held.Value) || IsVague(released.Value));

    private static bool IsVague(Value value) => value.Any(v => v is Value.Product or Value.Element || !v.IsExact || v == Value.Unknown);
}
