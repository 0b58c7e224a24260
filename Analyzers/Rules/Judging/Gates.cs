using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Whole;

namespace Hmm.Analyzers.Judging;

/// <summary>Finds locks that keep two nestings from happening at the same time.</summary>
internal sealed class Gates(WholeWorld world, Callers callers)
{
    private readonly Dictionary<BodyResult.Edge, Items<Held>> all = [];

    /// <summary>Everything held where an edge is made, by the body and by all its callers.</summary>
    public Items<Held> HeldAt(BodyResult.Edge edge)
    {
        if (!all.TryGetValue(edge, out var held))
        {
            all[edge] = held = [.. edge.All, .. callers.EntryOf(edge.Body)];
        }

        return held;
    }

    /// <summary>Whether some lock excludes that both edges are taken by two threads at once.</summary>
    public bool Share(BodyResult.Edge one, BodyResult.Edge other)
    {
        foreach (var a in HeldAt(one))
        {
            foreach (var b in HeldAt(other))
            {
                if (a.Lock.Class.Equals(b.Lock.Class) && Excludes(a.Mode, b.Mode) && a.Lock.Excludes
                    && a.Lock.Family != Knowledge.Primitive.Pseudo && IsCommon(a, one) && IsCommon(b, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Excludes(LockMode one, LockMode other) => one == LockMode.Exclusive || other == LockMode.Exclusive
        || (one == LockMode.Upgradeable && other == LockMode.Upgradeable);

    // A gate of one instance serves both locks when both belong to it, or neither does.
    private bool IsCommon(Held gate, BodyResult.Edge edge)
    {
        if (gate.Lock.Class.IsSingle || gate.Lock.Value is Value.Static)
        {
            return true;
        }

        if (gate.Lock.Class.Equals(edge.Outer.Lock.Class))
        {
            return !edge.Inner.Class.Equals(edge.Outer.Lock.Class) && Owner(edge.Inner.Value).Equals(Owner(gate.Lock.Value));
        }

        var owner = Owner(gate.Lock.Value);
        var (outer, inner) = (Owner(edge.Outer.Lock.Value).Equals(owner), Owner(edge.Inner.Value).Equals(owner));
        return edge.Inner.Class.IsSingle || edge.Outer.Lock.Class.IsSingle ? outer || inner
            || edge.Inner.Class.IsSingle == edge.Outer.Lock.Class.IsSingle : outer == inner;
    }

    private Value Owner(Value value) => world.Locks.OwnerOf(value);
}
