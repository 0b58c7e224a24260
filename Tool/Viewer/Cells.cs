using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Viewer;

/// <summary>The cells of a run: the tables of the scope, and whatever else ever holds something.</summary>
internal static class Cells
{
    /// <summary>The cells of a run.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="worlds">The worlds before the first step and after each.</param>
    /// <returns>Tables by page, then what else there is.</returns>
    public static ImmutableArray<ViewedCell> Of(Scope scope, ImmutableArray<World> worlds)
    {
        var start = CellValues.Of(worlds[0]);
        var used = worlds.SelectMany(world => CellValues.Of(in world).Keys).ToHashSet();
        var tables = Tables(scope).ToList();
        var kinds = tables.Where(cell => used.Contains(cell.Id)).Select(static cell => cell.Kind).ToHashSet();
        kinds.UnionWith([CellKind.Vma, CellKind.Cpu, CellKind.Mirror]);
        var others = used.Except(tables.Select(static cell => cell.Id)).Select(Other)
            .OrderBy(static cell => cell.Kind).ThenBy(Order).ThenBy(static cell => cell.Id, StringComparer.Ordinal);
        return
        [
            .. tables.Where(cell => kinds.Contains(cell.Kind)).Concat(others)
                .Select(cell => cell with { Start = start.GetValueOrDefault(cell.Id, string.Empty) }),
        ];
    }

    private static IEnumerable<ViewedCell> Tables(Scope scope)
    {
        for (var i = 0; i < scope.Spaces * scope.Pages; i++)
        {
            var place = Place.At(i / scope.Pages, i % scope.Pages).ToString();
            yield return new($"vma[{place}]", CellKind.Vma, place, "VMA", string.Empty);
            yield return new($"binding[{place}]", CellKind.Binding, place, "binding", string.Empty);
            yield return new($"cpu[{place}]", CellKind.Cpu, place, "CPU", string.Empty);
            for (var device = 0; device < scope.Devices; device++)
            {
                yield return new($"mirror[d{device},{place}]", CellKind.Mirror, place, $"device d{device}", string.Empty);
                yield return new($"dma[d{device},{place}]", CellKind.Dma, place, $"DMA d{device}", string.Empty);
            }
        }
    }

    private static ViewedCell Other(string id)
    {
        var name = id.Split('[')[0];
        var kind = name == "notifier" ? CellKind.Notifier
            : LockClasses.All.Any(lockClass => lockClass.Name == name) ? CellKind.Lock
            : name[0] == 'f' && name.Skip(1).All(char.IsAsciiDigit) ? CellKind.Frame
            : CellKind.Other;
        return new(id, kind, id, string.Empty, string.Empty);
    }

    /// <summary>Frames go by number, locks as their order is declared.</summary>
    private static int Order(ViewedCell cell) => cell.Kind switch
    {
        CellKind.Frame => int.Parse(cell.Id.AsSpan(1), CultureInfo.InvariantCulture),
        CellKind.Lock => LockClasses.All.Single(lockClass => lockClass.Name == cell.Id.Split('[')[0]).Rank,
        _ => 0,
    };
}
