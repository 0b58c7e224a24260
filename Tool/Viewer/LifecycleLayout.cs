using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Lifecycles;

namespace Hmm.Tool.Viewer;

/// <summary>Finds a place for each state of a lifecycle: a column for each distance from the initial state, within a column an order that
/// keeps neighbours near.</summary>
internal static class LifecycleLayout
{
    /// <summary>The height of a state's box.</summary>
    public const int BoxHeight = 24;

    private const int Margin = 14;
    private const int RowHeight = 46;
    private const int ColumnGap = 64;
    private const int LetterWidth = 7;
    private const int BoxPadding = 16;
    private const int Sweeps = 4;
    private const int Lane = 5;

    /// <summary>Draws a lifecycle.</summary>
    /// <typeparam name="TState">Its states.</typeparam>
    /// <typeparam name="TTrigger">Its triggers.</typeparam>
    /// <param name="life">The lifecycle.</param>
    /// <param name="shows">Which states matter; with the others go their transitions.</param>
    /// <returns>The drawing, its states in the order of the enum.</returns>
    public static DrawnLifecycle Of<TState, TTrigger>(Lifecycle<TState, TTrigger> life, Predicate<TState> shows)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var states = Enum.GetValues<TState>().Where(state => shows(state)).ToList();
        var links = life.Transitions
            .Where(row => shows(row.From) && shows(row.To))
            .GroupBy(static row => (row.From, row.To))
            .Select(same => (From: states.IndexOf(same.Key.From), To: states.IndexOf(same.Key.To),
                On: same.Select(static row => row.On.ToString()).ToImmutableArray()))
            .ToList();
        var columns = Columns(states.Count, states.IndexOf(life.Initial), [.. links.Select(static link => (link.From, link.To))]);
        var boxes = Place([.. states.Select(static state => state.ToString())], columns);
        return new(
            life.Name,
            boxes.Max(static box => box.X + box.Width) + ColumnGap,
            boxes.Max(static box => box.Y) + BoxHeight + Margin,
            [.. boxes],
            [.. links.Select(link => new DrawnEdge(link.From, link.To, link.On, Path(boxes[link.From], boxes[link.To])))]);
    }

    private static List<List<int>> Columns(int count, int initial, ImmutableArray<(int From, int To)> links)
    {
        var rank = Enumerable.Repeat(-1, count).ToArray();
        rank[initial] = 0;
        for (var reached = 0; rank.Contains(reached); reached++)
        {
            foreach (var (_, to) in links.Where(link => rank[link.From] == reached && rank[link.To] < 0))
            {
                rank[to] = reached + 1;
            }
        }

        // What nothing leads to stands where it would be if one more step did.
        var last = rank.Max();
        var columns = Enumerable.Range(0, last + 1)
            .Select(column => Enumerable.Range(0, count).Where(state => (rank[state] < 0 ? last : rank[state]) == column).ToList())
            .ToList();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Sort(columns, links);
        }

        return columns;
    }

    /// <summary>Puts each state near the middle of those that it is linked with in other columns.</summary>
    private static void Sort(List<List<int>> columns, ImmutableArray<(int From, int To)> links)
    {
        for (var i = 1; i < columns.Count; i++)
        {
            var position = columns.SelectMany(static column => column.Select((state, row) => (state, row: row - (column.Count / 2.0))))
                .ToDictionary(static pair => pair.state, static pair => pair.row);
            var column = columns[i];
            columns[i] = [.. column.OrderBy(state => links
                .Where(link => link.From != link.To && (link.From == state || link.To == state))
                .Select(link => link.From == state ? link.To : link.From)
                .Where(other => !column.Contains(other))
                .Select(other => position[other])
                .DefaultIfEmpty(position[state])
                .Average())];
        }
    }

    private static DrawnState[] Place(ImmutableArray<string> names, List<List<int>> columns)
    {
        var boxes = new DrawnState[names.Length];
        var height = columns.Max(static column => column.Count) * RowHeight;
        var x = Margin;
        foreach (var column in columns)
        {
            var width = column.Max(state => (names[state].Length * LetterWidth) + BoxPadding);
            var gap = height / column.Count;
            for (var row = 0; row < column.Count; row++)
            {
                var y = Margin + (row * gap) + ((gap - BoxHeight) / 2);
                boxes[column[row]] = new(names[column[row]], x, y, width);
            }

            x += width + ColumnGap;
        }

        return boxes;
    }

    private static string Path(DrawnState from, DrawnState to)
    {
        var (right, left) = (from.X + from.Width, from.X);
        var (start, end) = (from.Y + (BoxHeight / 2), to.Y + (BoxHeight / 2));
        if (from == to)
        {
            return Text($"M{right - 22} {from.Y}c0 -13 14 -13 14 0");
        }

        if (from.X == to.X)
        {
            var bulge = Math.Min(ColumnGap - 8, 14 + (Math.Abs(end - start) / 6));
            return start < end
                ? Text($"M{right} {start + Lane}C{right + bulge} {start + Lane} {right + bulge} {end - Lane} {right} {end - Lane}")
                : Text($"M{left} {start - Lane}C{left - bulge} {start - Lane} {left - bulge} {end + Lane} {left} {end + Lane}");
        }

        return from.X < to.X
            ? Text($"M{right} {start - Lane}C{right + 34} {start - Lane} {to.X - 34} {end - Lane} {to.X} {end - Lane}")
            : Text($"M{left} {start + Lane}C{left - 34} {start + Lane} {to.X + to.Width + 34} {end + Lane} {to.X + to.Width} {end + Lane}");
    }

    private static string Text(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
