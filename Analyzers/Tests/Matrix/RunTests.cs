using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>A sample of the matrix is run by real threads: it must come to a stop where a finding is expected, and nowhere else.</summary>
public sealed class RunTests
{
    private static readonly string[] Styles = ["Statement", "LockScope", "Writer", "Semaphore", "Mutex", "RecursiveWriter"];
    private static readonly string[] Shapes = ["Twice", "Pair", "Ring3", "OneOrder", "Gated", "OneAfterTheOther"];

    [Fact]
    public void Threads_stop_where_a_finding_is_expected_and_nowhere_else()
    {
        var cells = Cell.All.Where(c => Styles.Contains(c.Style.Name) && Shapes.Contains(c.Shape.Name)
            && c.Reach is Reach.Direct or Reach.Tried or Reach.Lambda).ToList();
        var assembly = Load(cells);
        var results = new bool[cells.Count];
        var runs = cells.Select((cell, i) => new Thread(() => results[i] = Fails(cell, assembly)) { IsBackground = true }).ToList();
        runs.ForEach(r => r.Start());
        runs.ForEach(r => r.Join());
        var wrong = cells.Where((c, i) => results[i] != (c.Expected is not null))
            .Select(c => $"{c.Name}: expected {c.Expected ?? "no stop"}").ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Contains(cells, c => c.Expected == "HMM1101");
        Assert.Contains(cells, c => c.Expected == "HMM1002");
    }

    private static bool Fails(Cell cell, Assembly assembly)
    {
        var instance = Activator.CreateInstance(assembly.GetType(cell.Name)!)!;
        return Meeting.Fails([.. Enumerable.Range(0, cell.Shape.Threads.Length)
            .Select(i => instance.GetType().GetMethod($"Thread{i}")!.CreateDelegate<Action>(instance))]);
    }

    private static Assembly Load(IEnumerable<Cell> cells)
    {
        var compilation = Analysis.Compile(cells.Select(c => Analysis.Parse($"{c.Name}.cs", c.Code(Meeting.Statement))),
            MetadataReference.CreateFromFile(typeof(Meeting).Assembly.Location));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
