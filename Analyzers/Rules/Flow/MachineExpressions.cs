using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Expressions that run no other code.</content>
internal sealed partial class Machine
{
    private List<Outcome>? Expression(Node node, State state)
    {
        switch (node)
        {
            case Node.Constant constant:
                return [new(state, constant.Content switch
                {
                    null => Value.Constant.Null,
                    bool truth => Value.Constant.Of(truth),
                    var content => new Value.Constant(content),
                })];
            case Node.Variable variable:
                return [new(state, Read(new Value.Variable(variable.Symbol), state))];
            case Node.Temporary temporary:
                return [new(state, state.Get(new Value.Temporary(temporary.Site)) ?? Value.Unknown)];
            case Node.This:
                return [new(state, Self)];
            case Node.Subject:
                return [new(state, subject)];
            case Node.TypeOf type:
                return [new(state, new Value.TypeObject(type.Type))];
            case Node.Both both:
                return Then(both.Value, state, o => Run(both.Effect, [o.State]).Select(s => new Outcome(s, o.Value)));
            case Node.Not not:
                return Then(not.Inner, state, o => [new(o.State, Negate(o.Value))]);
            case Node.Opaque opaque:
                return Then(opaque.Parts, state, o => [Opaque(opaque, o)]);
            case Node.Extremum extremum:
                return [.. EvaluateAll([extremum.Left, extremum.Right], state)
                    .Select(r => new Outcome(r.State, Ordered(extremum.IsLarger, r.Values[0], r.Values[1], r.State)))];
            case Node.Tuple tuple:
                return [.. EvaluateAll(tuple.Items, state).Select(r => new Outcome(r.State, new Value.Group(r.Values)))];
            case Node.Element element:
                return [.. EvaluateAll([element.Array, element.Index], state).Select(r =>
                    new Outcome(r.State, ElementOf(r.Values[0], r.Values[1])))];
            case Node.Compare compare:
                return [.. EvaluateAll([compare.Left, compare.Right], state)
                    .Select(r => new Outcome(r.State, Compare(compare.Relation, r.Values[0], r.Values[1])))];
            default:
                return null;
        }
    }

    private Value Self => body.Owner.IsStatic || body.Type is not { } type ? Value.Unknown : new Value.This(type);

    private static Value Read(Value.Variable variable, State state) => state.Get(variable) ?? variable;

    private static Outcome Opaque(Node.Opaque node, Outcome parts)
    {
        if (node.Flaw is not null)
        {
            // What the conversion hides is still the same object, but not the same lock.
            return new(parts.State,
                new Value.Product(node.Site, isEarlier: false, node.Type, node.Flaw) { Flaw = node.Flaw, FlawAt = node.At });
        }

        return new(parts.State, new Value.Product(node.Site, isEarlier: false, node.Type, node.Type?.Name ?? "value"));
    }

    private static Value Negate(Value value) => value switch
    {
        Value.Constant { Content: bool truth } => Value.Constant.Of(!truth),
        Value.Not not => not.Inner,
        _ when value == Value.Unknown => value,
        _ => new Value.Not(value),
    };

    private static Value ElementOf(Value owner, Value index) => owner switch
    {
        Value.Group group when index is Value.Constant { Content: int i } && i >= 0 && i < group.Items.Length => group.Items[i],
        _ when owner == Value.Unknown => Value.Unknown,
        _ => new Value.Element(owner, index),
    };

    private static Value Ordered(bool isLarger, Value left, Value right, State state)
    {
        if (left is Value.Constant { Content: int a } && right is Value.Constant { Content: int b })
        {
            return new Value.Constant(isLarger ? Math.Max(a, b) : Math.Min(a, b));
        }

        _ = state;
        return new Value.Extremum(isLarger, left, right);
    }

    private static Value Compare(Value.RelationKind relation, Value left, Value right)
    {
        if (left is Value.Constant a && right is Value.Constant b)
        {
            return relation == Value.RelationKind.Equal ? Value.Constant.Of(Equals(a.Content, b.Content))
                : a.Content is IComparable comparable && b.Content?.GetType() == a.Content.GetType()
                    ? Value.Constant.Of(comparable.CompareTo(b.Content) < 0)
                : Value.Unknown;
        }

        if (relation == Value.RelationKind.Less && left is Value.Ordering ordering && right is Value.Constant { Content: 0 })
        {
            return new Value.Comparison(Value.RelationKind.Less, ordering.Left, ordering.Right);
        }

        if (relation == Value.RelationKind.Less && right is Value.Ordering reversed && left is Value.Constant { Content: 0 })
        {
            return new Value.Comparison(Value.RelationKind.Less, reversed.Right, reversed.Left);
        }

        if (relation == Value.RelationKind.Equal && (left is Value.Constant { Content: bool } || right is Value.Constant { Content: bool }))
        {
            var (truth, other) = left is Value.Constant { Content: bool l } ? (l, right) : ((bool)((Value.Constant)right).Content!, left);
            return truth ? other : Negate(other);
        }

        if (relation == Value.RelationKind.Equal && (IsNew(left) && right.Equals(Value.Constant.Null)))
        {
            return Value.Constant.False;
        }

        return new Value.Comparison(relation, left, right);
    }

    private static bool IsNew(Value value) =>
        value is Value.Product { IsNew: true } or Value.This or Value.Code or Value.Guard or Value.Work;

    /// <summary>The states in which a condition is true, and those in which it is false.</summary>
    private (List<State> True, List<State> False) Split(Node? condition, State state)
    {
        var (yes, no) = (new List<State>(), new List<State>());
        switch (condition)
        {
            case Node.Not not:
                (no, yes) = Split(not.Inner, state);
                return (yes, no);
            case Node.Logical logical:
                var (first, second) = Split(logical.Left, state);
                var (goesOn, ends) = logical.IsAnd ? (first, second) : (second, first);
                foreach (var next in goesOn)
                {
                    var (t, f) = Split(logical.Right, next);
                    yes.AddRange(t);
                    no.AddRange(f);
                }

                (logical.IsAnd ? no : yes).AddRange(ends);
                return (StateSet.Join(yes), StateSet.Join(no));
        }

        foreach (var outcome in Evaluate(condition, state))
        {
            if (Assume(outcome, truth: true) is { } t)
            {
                yes.Add(t);
            }

            if (Assume(outcome, truth: false) is { } f)
            {
                no.Add(f);
            }
        }

        return (yes, no);
    }

    /// <summary>The state in which a value has a truth; null when it cannot have it.</summary>
    private static State? Assume(Outcome outcome, bool truth)
    {
        var (state, value) = (outcome.State, outcome.Value);
        while (value is Value.Not not)
        {
            (value, truth) = (not.Inner, !truth);
        }

        if (value is Value.Constant { Content: bool constant })
        {
            return constant == truth ? state : null;
        }

        if (Known(state, value) is { } known)
        {
            return known == truth ? state : null;
        }

        return IsFact(value) ? state.Learn(value, truth) : state;
    }

    private static bool? Known(State state, Value value)
    {
        if (state.Facts.TryGetValue(value, out var truth))
        {
            return truth;
        }

        if (value is Value.Comparison { Relation: Value.RelationKind.Less } less
            && state.Facts.TryGetValue(new Value.Comparison(Value.RelationKind.Less, less.Right, less.Left), out var reversed) && reversed)
        {
            return false;
        }

        return value is Value.Comparison { Relation: Value.RelationKind.Equal } equal
            && state.Facts.TryGetValue(new Value.Comparison(Value.RelationKind.Equal, equal.Right, equal.Left), out var same) ? same : null;
    }

    // The result of a call tells nothing about the next call, unless it is the key of an order.
    private static bool IsFact(Value value) => value is Value.Comparison ? value.IsExact || value.Any(v => v is Value.Result)
        : value.IsExact && value is not (Value.Result or Value.Work or Value.Group);
}
