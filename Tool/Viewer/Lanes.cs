using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>The lanes of a run: its actors, then the locks that are ever held, then the notifiers.</summary>
internal static class Lanes
{
    private const string LockedBy = "locked by ";

    /// <summary>The lanes of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The lanes from top to bottom.</returns>
    public static ImmutableArray<Lane> Of(ViewedRun run) =>
    [
        .. run.Actors.Select((name, actor) => new Lane(name, actor, [.. Flights(run, actor), .. Waits(run, actor), .. Steps(run, actor)])),
        .. run.Cells.Where(static cell => cell.Kind == CellKind.Lock).Select(cell => Holds(run, cell, cell.Id, static value => value)),
        .. run.Cells.Where(static cell => cell.Kind == CellKind.Frame)
            .Select(cell => Holds(run, cell, $"folio_lock[{cell.Id}]", Locker))
            .Where(static lane => !lane.Bars.IsEmpty),
        .. run.Cells.Where(static cell => cell.Kind == CellKind.Notifier)
            .Select(cell => Holds(run, cell, cell.Id, static value => value)),
    ];

    private static IEnumerable<LaneBar> Flights(ViewedRun run, int actor)
    {
        var mine = run.Steps.Where(step => step.Actor == actor).ToList();
        for (var first = 0; first < mine.Count;)
        {
            var last = first;
            while (last + 1 < mine.Count && !mine[last].Ends)
            {
                last++;
            }

            var name = $"{mine[first].Operation} {mine[first].Arguments}".TrimEnd();
            var end = mine[last].Ends ? mine[last].Number : run.Steps.Length;
            yield return new(BarKind.Flight, mine[first].Number, end, actor, mine[first].Operation,
                $"{run.Actors[actor]}: {name}, {(mine[last].Ends ? "done" : "not done")} at step {end}");
            first = last + 1;
        }
    }

    private static IEnumerable<LaneBar> Steps(ViewedRun run, int actor) => run.Steps
        .Where(step => step.Actor == actor)
        .Select(step => new LaneBar(BarKind.Step, step.Number, step.Number, actor, string.Empty,
            $"{step.Number}. {run.Actors[actor]}: {step.Operation}: {step.Label}"));

    private static IEnumerable<LaneBar> Waits(ViewedRun run, int actor) => Stretches(
        run.Steps.Select(step => step.Alternatives.Select(i => run.Alternatives[i])
            .FirstOrDefault(alternative => alternative.Actor == actor && !alternative.Begins)?.Waits ?? string.Empty),
        (waits, from, to) => new(BarKind.Wait, from, to, actor, string.Empty, $"{run.Actors[actor]} waits: {waits}"));

    private static Lane Holds(ViewedRun run, ViewedCell cell, string name, Func<string, string> holder) => new(name, -1,
    [
        .. Stretches(
            Values(run, cell).Select(holder),
            (value, from, to) => new(BarKind.Hold, from, to, Number(value), value, $"{name}: {value}")),
    ]);

    /// <summary>The values of a cell after each step.</summary>
    private static IEnumerable<string> Values(ViewedRun run, ViewedCell cell)
    {
        var value = cell.Start;
        foreach (var step in run.Steps)
        {
            value = step.Changes.FirstOrDefault(change => change.Cell == cell.Id)?.After ?? value;
            yield return value;
        }
    }

    private static string Locker(string frame) =>
        frame.IndexOf(LockedBy, StringComparison.Ordinal) is var at and >= 0 ? frame[(at + LockedBy.Length)..] : string.Empty;

    /// <summary>The number of the one actor that a value names: a1, or a1 (read).</summary>
    private static int Number(string value) =>
        value is ['a', var digit and >= '0' and <= '9', ..] && !value.Contains(',', StringComparison.Ordinal) ? digit - '0' : -1;

    /// <summary>Puts equal neighbours together; leaves out what is empty.</summary>
    private static IEnumerable<LaneBar> Stretches(IEnumerable<string> values, Func<string, int, int, LaneBar> bar)
    {
        var (from, current, number) = (1, string.Empty, 0);
        foreach (var value in values.Append(null))
        {
            number++;
            if (value == current)
            {
                continue;
            }

            if (current.Length > 0)
            {
                yield return bar(current, from, number - 1);
            }

            (from, current) = (number, value ?? string.Empty);
        }
    }
}
