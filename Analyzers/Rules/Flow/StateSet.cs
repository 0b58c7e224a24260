using System.Collections.Immutable;

namespace Hmm.Analyzers.Flow;

/// <summary>Joins the states of paths that meet: those that differ in nothing that matters become one.</summary>
internal static class StateSet
{
    /// <summary>How many states are kept apart at one point.</summary>
    public const int Most = 24;

    /// <summary>Joins states. Kept apart are those with different locks or different objects in variables.</summary>
    public static List<State> Join(IReadOnlyList<State> states)
    {
        if (states.Count <= 1)
        {
            return [.. states];
        }

        var result = Merge(states, objectsMatter: true);
        return result.Count > Most ? Merge(result, objectsMatter: false) : result;
    }

    private static List<State> Merge(IReadOnlyList<State> states, bool objectsMatter)
    {
        var result = new List<State>();
        foreach (var state in states)
        {
            var index = result.FindIndex(r => r.HasSameLocks(state) && (!objectsMatter || HasSameObjects(r, state)));
            if (index < 0)
            {
                result.Add(state);
            }
            else
            {
                result[index] = Merge(result[index], state);
            }
        }

        return result;
    }

    /// <summary>Whether everything that is known in the one is known in the other, and nothing new in it.</summary>
    /// <remarks>Asked more often than anything else: what is cheap to compare comes first.</remarks>
    public static bool Covers(State known, State state)
    {
        if (ReferenceEquals(known, state))
        {
            return true;
        }

        return (!known.IsDetached || state.IsDetached) && known.Facts.Count <= state.Facts.Count
            && known.Variables.Count <= state.Variables.Count && known.HasSameLocks(state)
            && IsWithin(known.Facts, state.Facts) && IsWithin(known.Variables, state.Variables)
            && (known.Variables.Count == state.Variables.Count || !Differs(state, known));
    }

    private static bool IsWithin<T>(ImmutableDictionary<Value, T> part, ImmutableDictionary<Value, T> whole)
        where T : IEquatable<T>
    {
        if (ReferenceEquals(part, whole))
        {
            return true;
        }

        foreach (var pair in part)
        {
            if (!whole.TryGetValue(pair.Key, out var other) || !other.Equals(pair.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasSameObjects(State a, State b) =>
        ReferenceEquals(a.Variables, b.Variables) || (!Differs(a, b) && !Differs(b, a));

    // A flag that differs is merged away; an object that a lock may be is not.
    private static bool Differs(State one, State other)
    {
        foreach (var pair in one.Variables)
        {
            if (IsObject(pair.Value)
                && (!other.Variables.TryGetValue(pair.Key, out var value) || (IsObject(value) && !value.Equals(pair.Value))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsObject(Value value) =>
        value is not (Value.Constant or Value.Comparison or Value.Not or Value.Work or Value.Pending or Value.Result or Value.Ordering);

    private static State Merge(State a, State b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        return a with
        {
            Variables = ReferenceEquals(a.Variables, b.Variables) ? a.Variables
                : a.Variables.RemoveRange(a.Variables.Where(p => !b.Variables.TryGetValue(p.Key, out var value)
                    || !value.Equals(p.Value)).Select(p => p.Key).ToList()),
            Facts = ReferenceEquals(a.Facts, b.Facts) ? a.Facts
                : a.Facts.RemoveRange(a.Facts.Where(p => !b.Facts.TryGetValue(p.Key, out var truth)
                    || truth != p.Value).Select(p => p.Key).ToList()),
            Escaped = ReferenceEquals(a.Escaped, b.Escaped) ? a.Escaped : a.Escaped.Union(b.Escaped),
            Past = ReferenceEquals(a.Past, b.Past) ? a.Past : a.Past.Intersect(b.Past),
            IsUncertain = a.IsUncertain || b.IsUncertain,
            IsDetached = a.IsDetached && b.IsDetached,
        };
    }
}
