using Hmm.Analyzers.Tests.Matrix;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Tests;

/// <summary>The same code gives the same reports, whatever the order of its files and of the threads that read them.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task Order_of_files_and_threads_does_not_matter()
    {
        var cells = Cell.All.Where(c => c.Style.Name is "Statement" or "Semaphore"
            && c.Reach is Reach.Call or Reach.Lambda or Reach.Virtual);
        var trees = cells.Select(c => Analysis.Parse($"{c.Name}.cs", c.Code(meeting: string.Empty))).ToList();
        var expected = await Reports(trees, isConcurrent: false);
        Assert.NotEmpty(expected);
        for (var seed = 1; seed <= 10; seed++)
        {
            var shuffled = trees.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, await Reports(shuffled, isConcurrent: seed % 2 == 0));
        }
    }

    [Fact]
    public async Task A_second_run_on_one_compilation_gives_the_same()
    {
        var compilation = Analysis.Compile(Case.All.First(c => c.Source.Marks.Count > 1).Source.Text);
        Assert.Equal(Texts(await Analysis.Run(compilation)), Texts(await Analysis.Run(compilation)));
    }

    private static async Task<IReadOnlyList<string>> Reports(IEnumerable<SyntaxTree> trees, bool isConcurrent) =>
        Texts(await Analysis.Run(Analysis.Compile(trees), isConcurrent: isConcurrent));

    private static List<string> Texts(IEnumerable<Diagnostic> found) => [.. found.Select(d =>
        $"{d} {string.Join(" ", d.AdditionalLocations.Select(l => l.ToString()))}")];
}
