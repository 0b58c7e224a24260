using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Reporting;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>What is acquired inside what.</content>
internal sealed partial class Recorder
{
    private const int MostEdges = 400;

    public void MayAcquire(State state, string name, Items<Step> chain, Location at)
    {
        if (state.Masks.Contains(name))
        {
            return;
        }

        if (!reclaims.Any(r => r.Class == name))
        {
            reclaims.Add((name, chain));
        }

        Order(state, world.Locks.OfClass(name), LockMode.Exclusive, blocks: true, at, chain, [], isDeclared: false);
    }

    /// <summary>The first use of a type, which runs its initializer under a lock of the runtime's.</summary>
    public void Initializer(State state, INamedTypeSymbol type, Summary summary, Location at)
    {
        var own = LockIdentifier.OfInitializer(type);
        Acquire(state, own, LockMode.Exclusive, blocks: true, at,
            [new Step($"initializer of {type.Name}", at), .. summary.Acquisitions.Take(1).SelectMany(a => a.Chain)]);
    }

    private void Order(
        State state, Lock @lock, LockMode mode, bool blocks, Location at, Items<Step> chain, Items<Held> inside, bool isDeclared)
    {
        if (!@lock.Excludes)
        {
            return;
        }

        if (state.LastIndex(h => h.Lock.IsSame(@lock)) is >= 0 and var index)
        {
            Again(state.Held[index], @lock, mode, blocks, at, chain, state);
            return;
        }

        if (!blocks)
        {
            return;
        }

        foreach (var held in state.Held)
        {
            if (!held.Lock.Excludes || (held.IsNested && held.Lock.Class.Equals(@lock.Class)))
            {
                continue;
            }

            if (held.Lock.Class.Equals(@lock.Class))
            {
                Nest(state with { Held = [.. state.Held, .. inside] }, held, @lock, mode, at, chain, isDeclared);
            }
            else if (result.Edges.Count < MostEdges)
            {
                Edge(held, @lock, mode, [.. state.Held, .. inside], at, chain, InstanceOrder.None, !state.IsUncertain);
            }
        }
    }

    // What the callee nests for its arguments, only the caller can name.
    private void Carry(State state, Summary.Acquisition acquisition, Lock @lock, Items<Held> inside, Location at, Items<Step> chain)
    {
        for (var i = 0; i < inside.Length && acquisition.Blocks && @lock.Excludes; i++)
        {
            var outer = inside[i];
            if (!outer.Lock.Excludes || (outer.Lock.Class.Equals(acquisition.Inside[i].Lock.Class)
                && @lock.Class.Equals(acquisition.Lock.Class)))
            {
                continue;
            }

            if (outer.Lock.IsSame(@lock))
            {
                Again(outer, @lock, acquisition.Mode, blocks: true, at, chain, state with { Held = [.. state.Held, .. inside] });
            }
            else if (outer.Lock.Class.Equals(@lock.Class))
            {
                Nest(state with { Held = [.. state.Held, .. inside] }, outer, @lock, acquisition.Mode, at, chain, isDeclared: false);
            }
            else
            {
                Edge(outer, @lock, acquisition.Mode, [.. state.Held, .. inside], at, chain, InstanceOrder.None, !state.IsUncertain);
            }
        }
    }

    // Two locks of one class: in order when a key, a link or a declaration orders them.
    private void Nest(State state, Held outer, Lock inner, LockMode mode, Location at, Items<Step> chain, bool isDeclared)
    {
        if (outer.Lock.IsSame(inner))
        {
            return;
        }

        if (outer.Lock.Class.IsSingle || IsAnyInstance(inner.Value) || IsAnyInstance(outer.Lock.Value)
            || IsOnlyInstance(outer.Lock.Value, inner.Value))
        {
            return;
        }

        var order = isDeclared || IsDeclaredNesting(state, inner) ? new InstanceOrder(InstanceOrderKind.Declared, string.Empty)
            : InstanceOrdering.Of(outer, inner, state, world.Locks);
        if (order.Kind == InstanceOrderKind.None && world.IsWhole && DependsOnCaller(outer, inner) && pairs.Count < Summary.Most)
        {
            pairs.Add(new(outer, inner, mode, Own(state), chain, at));
        }

        Edge(outer, inner, mode, state.Held, at, chain, order, !state.IsUncertain);
    }

    // The instance in the static member of a type that nobody else can create is the only one.
    private bool IsOnlyInstance(Value one, Value other)
    {
        var (a, b) = (world.Locks.OwnerOf(one), world.Locks.OwnerOf(other));
        return (a is Value.Static && b is Value.This) || (a is Value.This && b is Value.Static) ? IsSingleton(body.Type) : false;
    }

    // A lock of which not even the owner is known says nothing about instances.
    private static bool IsAnyInstance(Value value) => value.Any(v => v == Value.Unknown || v is Value.Shared);

    private bool IsDeclaredNesting(State state, Lock inner) =>
        body.Contract.Nested.Any(n => n == inner.Class.OrderName || n == inner.Class.Declared?.Name || n == inner.Class.Display)
        || body.Contract.NestLocks.Any(n => state.LastIndex(h => h.Lock.IsSame(world.Locks.Identify(n))) >= 0)
        || world.Locks.NestLocksOf(inner).Any(n => state.LastIndex(h => h.Lock.Class.Equals(n)) >= 0);

    private static bool DependsOnCaller(Held outer, Lock inner) =>
        outer.Lock.Value.Any(v => v is Value.Variable) || inner.Value.Any(v => v is Value.Variable);

    private void Edge(Held outer, Lock inner, LockMode mode, Items<Held> all, Location at, Items<Step> chain, InstanceOrder order,
        bool isLive)
    {
        if (IsFresh(outer.Lock.Value) || IsFresh(inner.Value))
        {
            return;
        }

        var edge = new BodyResult.Edge(outer, inner, mode, all, at, chain, body) { Order = order };
        if (!result.Edges.Any(e => e.At == at && e.Outer.Lock.Class.Equals(outer.Lock.Class) && e.Inner.Class.Equals(inner.Class)
            && e.Order == order && e.Mode == mode && e.Outer.Mode == outer.Mode && e.All.Length <= all.Length
                && e.Inner.Value.Equals(inner.Value)))
        {
            result.Edges.Add(edge);
            OrderRules.Check(edge, world, isLive).ForEach(Add);
        }
    }

    // The locks of an object that nobody else knows yet cannot be part of a deadlock.
    private bool IsFresh(Value value) => value.Any(v => v is Value.Product { IsNew: true } p && p.Equals(value) is false
        && !escapedEver.Contains(p))
        || (body.IsConstructor && !body.IsLocal && !escapedEver.Contains(Self) && value.Any(v => v is Value.This));

    private readonly HashSet<Value> escapedEver = [];

    private Value Self => body.Type is { } type ? new Value.This(type) : Value.Unknown;

    public void Escaped(Value value) => escapedEver.Add(value);

    private void Again(Held held, Lock @lock, LockMode mode, bool blocks, Location at, Items<Step> chain, State state)
    {
        Items<Location> more = [held.At, .. chain.Select(s => s.At).Where(l => l != at)];
        var isLive = !state.IsUncertain;
        if (@lock.Family is Primitive.ReaderWriterSlim or Primitive.ReaderWriter)
        {
            AgainReaderWriter(held, @lock, mode, blocks, at, more, state);
        }
        else if (held.Mode == LockMode.Shared && mode == LockMode.Exclusive)
        {
            Report(Rules.ModeUpgrade, at, more, isLive, "exclusive", "shared", @lock.Display);
        }
        else if (!@lock.IsReentrant && (blocks || @lock.Family == Primitive.Spin) && held.At != at)
        {
            Report(Rules.AcquiredTwice, at, more, isLive, @lock.Display, Line(held.At));
        }
    }

    // Without recursion, even a try by the holder is an exception.
    private void AgainReaderWriter(Held held, Lock @lock, LockMode mode, bool blocks, Location at, Items<Location> more, State state)
    {
        var modes = state.Held.Where(h => h.Lock.IsSame(@lock)).Select(h => h.Mode).ToList();
        var isLive = !state.IsUncertain && LockIdentifier.IsPolicyCertain(@lock);
        if (mode != LockMode.Shared && modes.All(m => m == LockMode.Shared))
        {
            Report(Rules.ModeUpgrade, at, more, isLive, NameOf(mode), NameOf(held.Mode), @lock.Display);
        }
        else if (@lock.IsReentrant || held.At == at || (!blocks && @lock.Family == Primitive.ReaderWriter))
        {
            return;
        }
        else if (modes.Contains(mode) || modes.Contains(LockMode.Exclusive))
        {
            Report(Rules.AcquiredTwice, at, more, isLive, @lock.Display, Line(held.At));
        }
    }

    private static string NameOf(LockMode mode) => mode switch
    {
        LockMode.Shared => "read",
        LockMode.Upgradeable => "upgradeable",
        LockMode.Exclusive => "write",
        _ => string.Empty,
    };
}
