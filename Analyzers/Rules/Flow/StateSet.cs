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
    public static bool Covers(State known, State state) => known.HasSameLocks(state) && HasSameObjects(known, state)
        && (!known.IsDetached || state.IsDetached)
        && known.Facts.All(f => state.Facts.TryGetValue(f.Key, out var truth) && truth == f.Value)
        && known.Variables.All(v => state.Variables.TryGetValue(v.Key, out var value) && value.Equals(v.Value));

    private static bool HasSameObjects(State a, State b)
    {
        if (ReferenceEquals(a.Variables, b.Variables))
        {
            return true;
        }

        return Differs(a, b) == false && Differs(b, a) == false;

        // A flag that differs is merged away; an object that a lock may be is not.
        static bool Differs(State one, State other) => one.Variables.Any(pair => IsObject(pair.Value)
            && (!other.Variables.TryGetValue(pair.Key, out var value) || (IsObject(value) && !value.Equals(pair.Value))));
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
