using Hmm.Model.Operations;

namespace Hmm.Properties.Operations;

/// <summary>Where the steps of an operation may go, read off their descriptions alone.</summary>
public sealed class StepGraph
{
    /// <summary>Stands for the operation's end.</summary>
    public const int End = -1;

    private readonly Dictionary<string, int> indexes;

    /// <summary>Reads an operation.</summary>
    /// <param name="operation">The operation, whose labels are all different.</param>
    public StepGraph(Operation operation)
    {
        Steps = operation.Steps;
        indexes = Steps.Select((step, index) => (step.Label, index)).ToDictionary(pair => pair.Label, pair => pair.index);
        Next = [.. Enumerable.Range(0, Steps.Count).Select(index => Followers(index).ToList())];
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>For each step the indexes of those that may follow, <see cref="End"/> among them.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Next { get; }

    /// <summary>The steps that some path from the first comes to, <see cref="End"/> among them.</summary>
    /// <returns>Their indexes.</returns>
    public HashSet<int> Reached()
    {
        var reached = new HashSet<int> { 0 };
        var open = new Stack<int>(reached);
        while (open.TryPop(out var index))
        {
            foreach (var next in index == End ? [] : Next[index])
            {
                if (reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private IEnumerable<int> Followers(int index)
    {
        foreach (var jump in Steps[index].Jumps)
        {
            yield return Find(Steps[index].Label, jump.Label);
            if (jump.Condition is null)
            {
                yield break;
            }
        }

        yield return index + 1 < Steps.Count ? index + 1 : End;
    }

    /// <summary>A label is looked for in the group of the step that jumps, then in the groups around it.</summary>
    private int Find(string from, string label)
    {
        var groups = from.Split(Group.Separator)[..^1];
        for (var depth = groups.Length; depth >= 0; depth--)
        {
            if (indexes.TryGetValue(string.Join(Group.Separator, groups.Take(depth).Append(label)), out var found))
            {
                return found;
            }
        }

        return label == Group.Done ? End : throw new KeyNotFoundException($"'{from}' goes to '{label}', which is nowhere.");
    }
}
