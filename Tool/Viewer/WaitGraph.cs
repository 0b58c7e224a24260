using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Hmm.Tool.Viewer;

/// <summary>Who waits for whom where nobody can go on.</summary>
internal static partial class WaitGraph
{
    /// <summary>The waits, with those marked that close a cycle.</summary>
    /// <param name="waiting">The steps that have to wait.</param>
    /// <returns>A wait for each.</returns>
    public static ImmutableArray<ViewedWait> Of(ImmutableArray<ViewedAlternative> waiting)
    {
        var holders = waiting.ToDictionary(static one => one.Actor, static one => Holders(one.Waits));
        return
        [
            .. waiting.Select(one => new ViewedWait(
                one.Actor, one.Waits, holders[one.Actor], holders[one.Actor].Any(holder => Leads(holders, holder, one.Actor)))),
        ];
    }

    /// <summary>Whether waits lead from one actor to another.</summary>
    private static bool Leads(Dictionary<int, ImmutableArray<int>> holders, int from, int to)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.TryPop(out var actor))
        {
            if (actor == to)
            {
                return true;
            }

            foreach (var next in seen.Add(actor) ? holders.GetValueOrDefault(actor, []) : [])
            {
                open.Push(next);
            }
        }

        return false;
    }

    private static ImmutableArray<int> Holders(string waits) =>
        [.. Holder().Matches(waits).Select(static match => int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\ba\d+\b")]
    private static partial Regex Holder();
}
