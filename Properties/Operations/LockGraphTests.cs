using System.Runtime.CompilerServices;
using Hmm.Model.Locking;

namespace Hmm.Properties.Operations;

/// <summary>The declared lock order and the model's nestings, against what the kernel's lock validator recorded.</summary>
public class LockGraphTests
{
    /// <summary>Classes of which the record does not show every nesting, each with the reason.</summary>
    private static readonly Dictionary<LockClass, string> Unrecorded = new()
    {
        [LockClasses.Folio] = "The validator does not watch the lock bit of a folio.",
        [LockClasses.Inode] = "Truncation holds it (fs/open.c:do_truncate) while mm/shmem.c:shmem_setattr unmaps; the record has no edge "
            + "of memory files' inodes.",
    };

    private static readonly List<(string Held, string Taken)> Recorded = [.. Read()];

    [Fact]
    public void The_declared_order_allows_every_recorded_nesting()
    {
        var ranks = LockClasses.All.ToDictionary(lockClass => lockClass.Name, lockClass => lockClass.Rank);
        var known = Recorded.Where(edge => ranks.ContainsKey(edge.Held) && ranks.ContainsKey(edge.Taken)).ToList();

        Assert.NotEmpty(known);
        Assert.DoesNotContain(known, edge => ranks[edge.Held] >= ranks[edge.Taken]);
    }

    [Fact]
    public void Every_nesting_of_the_model_is_recorded_or_explained()
    {
        var allowed = Closed(Recorded);
        var missing = Kernels.TestHmm.Operations
            .SelectMany(operation => new LockWalk(operation).Nestings)
            .Distinct()
            .Where(nesting => !allowed.Contains((nesting.Held.Name, nesting.Taken.Name)))
            .ToList();

        Assert.DoesNotContain(missing, nesting => !Unrecorded.ContainsKey(nesting.Held) && !Unrecorded.ContainsKey(nesting.Taken));
        Assert.All(Unrecorded.Keys, lockClass => Assert.Contains(missing, nesting => nesting.Held == lockClass));
    }

    /// <summary>The validator records only neighbours: of three locks held, the first and the last not.</summary>
    private static HashSet<(string Held, string Taken)> Closed(IEnumerable<(string Held, string Taken)> edges)
    {
        var closed = edges.ToHashSet();
        for (var count = 0; count < closed.Count;)
        {
            count = closed.Count;
            closed.UnionWith((
                from first in closed
                from second in closed
                where first.Taken == second.Held
                select (first.Held, second.Taken)).ToList());
        }

        return closed;
    }

    private static IEnumerable<(string Held, string Taken)> Read([CallerFilePath] string here = "") =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Kernel", "lock-graph.txt"))
        where !line.StartsWith('#')
        let classes = line.Split(" -> ")
        select (classes[0], classes[1]);
}
