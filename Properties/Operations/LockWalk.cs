using Hmm.Model.Operations;

namespace Hmm.Properties.Operations;

/// <summary>What an operation holds on each of its paths. What its conditions depend on is not known here, so every way out of a step is
/// walked, each pair of step and locks once.</summary>
public sealed class LockWalk
{
    /// <summary>Ways out of a step on which it has not taken its locks, each with the reason.</summary>
    private static readonly Dictionary<(string Step, string Next), string> Untaken = new()
    {
        [("find the page in the cache", "fault failed")] = "Beyond the end of the file there is no page to lock.",
    };

    private readonly StepGraph graph;
    private readonly Queue<Stand> open = new();
    private readonly HashSet<(int Index, HeldLocks Held)> seen = [];
    private readonly List<string> complaints = [];

    /// <summary>Walks an operation.</summary>
    /// <param name="operation">The operation.</param>
    public LockWalk(Operation operation)
    {
        graph = new(operation);
        Reach(new(0, default, null));
        while (open.TryDequeue(out var stand))
        {
            Walk(stand);
        }

        complaints.AddRange(NeverHeld());
    }

    /// <summary>What is wrong: a lock taken against the order, one held at the end, one released that no path holds.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    private void Reach(Stand stand)
    {
        if (seen.Add((stand.Index, stand.Held)))
        {
            open.Enqueue(stand);
        }
    }

    private void Walk(Stand stand)
    {
        if (stand.Index == StepGraph.End)
        {
            complaints.AddRange(stand.Held == default ? [] : [$"ends with {stand.Held.All} held: {stand.Path(graph)}"]);
            return;
        }

        var step = graph.Steps[stand.Index];
        TakeAll(step, stand);
        foreach (var next in graph.Next[stand.Index])
        {
            var taken = next != StepGraph.End && IsUntaken(step, graph.Steps[next]) ? [] : step.Takes;
            var after = taken.Aggregate(stand.Held, (held, use) => held.With(use));
            Reach(new(next, step.Releases.Aggregate(after, (held, use) => held.Without(use)), stand));
        }
    }

    private void TakeAll(Step step, Stand stand)
    {
        var held = stand.Held.All;
        var kept = step.Releases.Select(use => use.Class).Where(held.Has);
        foreach (var taken in step.Takes.Select(use => use.Class).Concat(step.Within.Except(kept)))
        {
            if (held.Forbidding(taken) is { } higher)
            {
                complaints.Add($"'{step.Label}' takes {taken} while {higher} is held: {stand.Path(graph)}");
            }

            held = held.With(taken);
        }
    }

    private static bool IsUntaken(Step step, Step next) =>
        Untaken.ContainsKey((step.Label.Split(Group.Separator)[^1], next.Label.Split(Group.Separator)[^1]));

    /// <summary>A step that lets go of what some of its paths hold is right; one that lets go of what none can hold is not.
    /// A lock that was tried for may be held.</summary>
    private IEnumerable<string> NeverHeld()
    {
        var tried = graph.Steps.SelectMany(step => step.Tries).ToHashSet();
        return
            from at in seen.Where(at => at.Index != StepGraph.End).GroupBy(at => at.Index)
            let step = graph.Steps[at.Key]
            from use in step.Releases
            where !tried.Contains(use.Class) && !at.Any(way => way.Held.Has(use) || step.Takes.Contains(use))
            select $"'{step.Label}' releases {use}, which no path holds there";
    }

    private sealed record Stand(int Index, HeldLocks Held, Stand? From)
    {
        public string Path(StepGraph graph)
        {
            var labels = new Stack<string>();
            for (var at = this; at is not null; at = at.From)
            {
                labels.Push(at.Index == StepGraph.End ? "the end" : graph.Steps[at.Index].Label);
            }

            return string.Join(" > ", labels);
        }
    }
}
