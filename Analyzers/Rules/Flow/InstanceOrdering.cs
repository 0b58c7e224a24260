using Hmm.Analyzers.Whole;

namespace Hmm.Analyzers.Flow;

/// <summary>Finds what orders two nested locks of one class: a tested key, an index, or a link between their owners.</summary>
internal static class InstanceOrdering
{
    private static readonly string[] UpNames = ["parent", "prev", "owner", "outer", "up", "container", "root", "back", "master", "head"];

    private static readonly string[] PeerNames = ["peer", "other", "partner", "friend", "twin", "opposite", "neighbo", "sibling", "buddy",
        "mate", "counterpart", "mirror", "target"];

    public static InstanceOrder Of(Held outer, Lock inner, State state, LockIdentifier locks)
    {
        var (a, b) = (locks.OwnerOf(outer.Lock.Value), locks.OwnerOf(inner.Value));
        return ByIndex(a, b, state) ?? ByKey(a, b, state) ?? ByLink(a, b) ?? ByEnumeration(a, b, state) ?? InstanceOrder.None;
    }

    // (min, max), (0, 1), and i < j over one array.
    private static InstanceOrder? ByIndex(Value outer, Value inner, State state)
    {
        if (outer is not Value.Element a || inner is not Value.Element b || !a.Owner.Equals(b.Owner))
        {
            return outer is Value.Extremum x && inner is Value.Extremum y ? ByExtremum(x, y) : null;
        }

        if (a.Index is Value.Constant { Content: int i } && b.Index is Value.Constant { Content: int j })
        {
            return new(i < j ? InstanceOrderKind.Ascending : InstanceOrderKind.Descending, "index");
        }

        if (a.Index is Value.Extremum min && b.Index is Value.Extremum max)
        {
            return ByExtremum(min, max);
        }

        if (a.Index is Value.Product { Step: not 0 } from && b.Index is Value.Product { Step: not 0 } to && from.Site == to.Site)
        {
            return new(to.Step > 0 == from.IsEarlier ? InstanceOrderKind.Ascending : InstanceOrderKind.Descending, "index");
        }

        return ByFact(a.Index, b.Index, "index", state);
    }

    private static InstanceOrder? ByExtremum(Value.Extremum outer, Value.Extremum inner)
    {
        var isSamePair = (outer.Left.Equals(inner.Left) && outer.Right.Equals(inner.Right))
            || (outer.Left.Equals(inner.Right) && outer.Right.Equals(inner.Left));
        return isSamePair && outer.IsLarger != inner.IsLarger
            ? new(inner.IsLarger ? InstanceOrderKind.Ascending : InstanceOrderKind.Descending, "index") : null;
    }

    private static InstanceOrder? ByFact(Value outer, Value inner, string key, State state)
    {
        if (state.Facts.TryGetValue(new Value.Comparison(Value.RelationKind.Less, outer, inner), out var isLess))
        {
            return new(isLess ? InstanceOrderKind.Ascending : InstanceOrderKind.Descending, key);
        }

        return state.Facts.TryGetValue(new Value.Comparison(Value.RelationKind.Less, inner, outer), out var isMore)
            ? new(isMore ? InstanceOrderKind.Descending : InstanceOrderKind.Ascending, key) : null;
    }

    // Tests that compare the same key of both owners.
    private static InstanceOrder? ByKey(Value outer, Value inner, State state)
    {
        var (isLess, isMore, key) = (default(bool?), default(bool?), string.Empty);
        foreach (var fact in state.Facts.OrderBy(static fact => fact.Key.Display, StringComparer.Ordinal))
        {
            if (fact.Key is not Value.Comparison { Relation: Value.RelationKind.Less } less)
            {
                continue;
            }

            if (Mentions(less.Left, outer) && Mentions(less.Right, inner) && IsSameKey(less.Left, outer, less.Right, inner))
            {
                (isLess, key) = (fact.Value, KeyName(less.Left));
            }
            else if (Mentions(less.Left, inner) && Mentions(less.Right, outer) && IsSameKey(less.Left, inner, less.Right, outer))
            {
                (isMore, key) = (fact.Value, KeyName(less.Left));
            }
        }

        return (isLess, isMore) switch
        {
            (null, null) => null,
            (true, _) => new(InstanceOrderKind.Ascending, key),
            (_, true) => new(InstanceOrderKind.Descending, key),
            (false, false) => new(InstanceOrderKind.Tied, key),
            (false, null) => new(InstanceOrderKind.Descending, key),
            (null, false) => new(InstanceOrderKind.Ascending, key),
        };
    }

    private static bool Mentions(Value key, Value owner) => owner != Value.Unknown && key.Any(v => v.Equals(owner));

    private static bool IsSameKey(Value left, Value leftOwner, Value right, Value rightOwner) =>
        left.Rewrite(v => v.Equals(leftOwner) ? Value.Unknown
            : null).Equals(right.Rewrite(v => v.Equals(rightOwner) ? Value.Unknown : null));

    private static string KeyName(Value key) => key switch
    {
        Value.Member member => member.Symbol.Name,
        Value.Result result => result.Symbol.Name,
        _ => "key",
    };

    private static InstanceOrder? ByLink(Value outer, Value inner)
    {
        if (LinkFrom(outer, inner) is { } down)
        {
            return new(KindOf(down), down);
        }

        if (LinkFrom(inner, outer) is not { } up)
        {
            return null;
        }

        var kind = KindOf(up);
        return new(kind == InstanceOrderKind.Down ? InstanceOrderKind.Up : kind == InstanceOrderKind.Up ? InstanceOrderKind.Down
            : kind, up);
    }

    /// <summary>The last member on the path from one object to another; null when there is no path.</summary>
    private static string? LinkFrom(Value from, Value to)
    {
        var name = default(string);
        for (var at = to; ; at = at is Value.Member m ? m.Owner : at is Value.Element e ? e.Owner : at is Value.Product p
            ? p.Source ?? p.Via! : at)
        {
            if (at.Equals(from))
            {
                return name;
            }

            name = at is Value.Member member ? member.Symbol.Name : name;
            if (at is not (Value.Member or Value.Element or Value.Product { Source: not null } or Value.Product { Via: not null }))
            {
                return null;
            }
        }
    }

    private static InstanceOrderKind KindOf(string link)
    {
        var name = link.TrimStart('_').ToLowerInvariant();
        return UpNames.Any(n => name.StartsWith(n, StringComparison.Ordinal)) ? InstanceOrderKind.Up
            : PeerNames.Any(n => name.Contains(n)) ? InstanceOrderKind.Peer : InstanceOrderKind.Down;
    }

    // Elements of a sorted sequence, or of one collection of our own, always come in one order.
    private static InstanceOrder? ByEnumeration(Value outer, Value inner, State state)
    {
        if (outer is Value.Product { Source: { } source } a && inner is Value.Product b && a.Site == b.Site && a.IsEarlier && !b.IsEarlier)
        {
            var isStable = source is Value.Member or Value.Static or Value.Work { IsSorted: true }
                || state.Facts.ContainsKey(new Value.Sorted(source));
            return isStable ? new(InstanceOrderKind.Ascending, source is Value.Work ? "sorted" : source.Display) : null;
        }

        return null;
    }
}
