using Hmm.Model.Locking;
using Hmm.Properties.Operations;

namespace Hmm.Properties.Locking;

/// <summary>Which lock an operation takes right inside which, on any of its paths, as the kernel's lock validator would note it.</summary>
/// <remarks>The validator records neighbours: a lock depends on the one that was taken last before it, and on those that have only
/// been tried for since. Trying itself records nothing. What conditions depend on is not known here, so every way out of a step is
/// walked.</remarks>
public sealed class Nestings
{
    private readonly StepGraph graph;
    private readonly HashSet<(LockClass Outer, LockClass Inner)> pairs = [];
    private readonly HashSet<string> seen = [];
    private readonly Queue<(int Index, IReadOnlyList<Hold> Holds)> open = [];

    private Nestings(Operation operation)
    {
        graph = new(operation);
        Reach(0, []);
        while (open.TryDequeue(out var at))
        {
            Walk(graph.Steps[at.Index], graph.Next[at.Index], at.Holds);
        }
    }

    /// <summary>The pairs of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The class that is held and the one that is taken inside it.</returns>
    public static IReadOnlySet<(LockClass Outer, LockClass Inner)> Of(Operation operation) => new Nestings(operation).pairs;

    private void Walk(Step step, IReadOnlyList<int> following, IReadOnlyList<Hold> holds)
    {
        var kept = step.Takes.Aggregate(holds, (held, use) => Take(held, use.Class));
        step.Within.Aggregate(kept, Take);
        var released = step.Releases.Select(use => use.Class).ToHashSet();
        if (released.Contains(LockClasses.Mmap) && IsHeld(kept, LockClasses.Folio))
        {
            // The conditions rule this path out: it passed by what unlocks the folio, or never got the lock.
            return;
        }

        IReadOnlyList<Hold> failed = [.. kept.Where(hold => !released.Contains(hold.Class))];
        var got = step.Tries.Where(tried => !released.Contains(tried) && !IsHeld(failed, tried));
        IReadOnlyList<Hold> succeeded = [.. failed, .. got.Select(tried => new Hold(tried, IsTried: true))];
        foreach (var next in following.Where(next => next != StepGraph.End))
        {
            Reach(next, failed);
            Reach(next, succeeded);
        }
    }

    private IReadOnlyList<Hold> Take(IReadOnlyList<Hold> holds, LockClass taken)
    {
        if (IsHeld(holds, taken))
        {
            return holds;
        }

        foreach (var hold in holds.Reverse())
        {
            pairs.Add((hold.Class, taken));
            if (!hold.IsTried)
            {
                break;
            }
        }

        return [.. holds, new(taken, IsTried: false)];
    }

    private void Reach(int index, IReadOnlyList<Hold> holds)
    {
        if (seen.Add($"{index} {string.Join(',', holds)}"))
        {
            open.Enqueue((index, holds));
        }
    }

    private static bool IsHeld(IReadOnlyList<Hold> holds, LockClass lockClass) => holds.Any(hold => hold.Class == lockClass);

    private readonly record struct Hold(LockClass Class, bool IsTried);
}
