using System.Runtime.CompilerServices;

namespace Hmm.Properties.Locking;

/// <summary>Which lock the kernel took right inside which while it was recorded: the findings of its lock validator.</summary>
public static class KernelLockGraph
{
    /// <summary>The pairs, by the names that the kernel's classes have here.</summary>
    public static IReadOnlyList<(string Outer, string Inner)> Edges { get; } = [.. Read()];

    /// <summary>What follows from the pairs: a lock taken inside a second, which is taken inside a third, comes after the third.</summary>
    /// <returns>The pairs and all that follow.</returns>
    public static IReadOnlySet<(string Outer, string Inner)> Closure()
    {
        var closure = Edges.ToHashSet();
        for (var before = 0; before < closure.Count;)
        {
            before = closure.Count;
            closure.UnionWith((
                from first in closure
                from second in Edges
                where first.Inner == second.Outer
                select (first.Outer, second.Inner)).ToList());
        }

        return closure;
    }

    private static IEnumerable<(string Outer, string Inner)> Read([CallerFilePath] string here = "") =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Kernel", "lock-graph.txt"))
        where !line.StartsWith('#')
        let names = line.Split(" -> ")
        select (names[0], names[1]);
}
