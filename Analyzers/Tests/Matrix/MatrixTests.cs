using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>Shapes of nesting, written with every primitive in every way, against expectations that all interleavings compute.</summary>
public sealed class MatrixTests
{
    public static TheoryData<string> Styles => [.. LockStyle.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Every_cell_is_found_or_left_alone_as_computed(string style)
    {
        var cells = Cell.All.Where(c => c.Style.Name == style).ToList();
        var compilation = Analysis.Compile(cells.Select(c => Analysis.Parse($"{c.Name}.cs", c.Code(meeting: string.Empty))));
        var found = (await Analysis.Run(compilation)).ToLookup(d => Path.GetFileNameWithoutExtension(d.Location.SourceTree?.FilePath));
        var problems = cells.Select(c => Problem(c, [.. found[c.Name]])).Where(p => p.Length > 0).ToList();
        Assert.True(problems.Count == 0, $"{problems.Count} of {cells.Count} cells:\n{string.Join("\n", problems)}");
    }

    [Fact]
    public void There_are_hundreds_of_cells_of_both_kinds()
    {
        Assert.True(Cell.All.Count() >= 800);
        Assert.True(Cell.All.Count(c => c.Expected is null) >= 300);
        Assert.True(Cell.All.Count(c => c.Expected is not null) >= 300);
    }

    private static string Problem(Cell cell, IReadOnlyList<Diagnostic> found)
    {
        var text = string.Join("; ", found.Select(d => $"{d.Id} {d.GetMessage()}"));
        return cell.Expected is null ? found.Count == 0 ? string.Empty : $"{cell.Name}: expected silence: {text}"
            : found.Count > 0 && found.All(d => d.Id == cell.Expected) ? string.Empty : $"{cell.Name}: expected {cell.Expected}: {text}";
    }
}
