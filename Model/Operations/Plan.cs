using System.Collections.Immutable;

namespace Hmm.Model.Operations;

/// <summary>The operations of a protocol, compiled: one array of steps, jumps resolved to indexes. Authors never see it.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
public sealed class Plan<TWorld>
    where TWorld : unmanaged
{
    private readonly Dictionary<string, int> entries = [];

    /// <summary>Compiles operations.</summary>
    /// <param name="operations">The operations, each of a name of its own.</param>
    /// <exception cref="ArgumentException">A label occurs twice in an operation, or a jump finds none.</exception>
    public Plan(ImmutableArray<Operation<TWorld>> operations)
    {
        Operations = operations;
        var steps = ImmutableArray.CreateBuilder<PlannedStep<TWorld>>();
        foreach (var operation in operations)
        {
            var first = steps.Count;
            entries.Add(operation.Name, first + 1);
            var labels = Labels(operation);
            for (var i = 0; i < operation.Steps.Length; i++)
            {
                var step = operation.Steps[i];
                var following = i + 1 < operation.Steps.Length ? first + i + 2 : 0;
                steps.Add(new(operation, step, following, [.. step.Jumps.Select(jump => Target(operation, step, jump, labels, first))]));
            }
        }

        Steps = [.. steps];
    }

    /// <summary>The operations.</summary>
    public ImmutableArray<Operation<TWorld>> Operations { get; }

    /// <summary>The number of steps of all operations together.</summary>
    public int Length => Steps.Length;

    internal PlannedStep<TWorld>[] Steps { get; }

    /// <summary>The position of an operation's first step, counted from 1 over all operations.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <returns>The position.</returns>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public int Entry(string operation) => entries.TryGetValue(operation, out var position) ? position : throw new ArgumentException(
        $"There is no operation '{operation}', only {string.Join(", ", entries.Keys)}.", nameof(operation));

    /// <summary>The step at a position.</summary>
    /// <param name="position">The position, from 1.</param>
    /// <returns>The step.</returns>
    public Step<TWorld> Step(int position) => Steps[position - 1].Step;

    /// <summary>The operation that a position belongs to.</summary>
    /// <param name="position">The position, from 1.</param>
    /// <returns>The operation.</returns>
    public Operation<TWorld> OperationAt(int position) => Steps[position - 1].Operation;

    /// <summary>Whether an actor at a position could run its step now.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="position">Its position.</param>
    /// <returns>True when the step's guard holds.</returns>
    public bool IsEnabled(ref TWorld world, int actor, int position)
    {
        var guard = Steps[position - 1].Guard;
        return guard is null || guard(ref world, actor);
    }

    /// <summary>The number of ways that the step at a position may go by choice.</summary>
    /// <param name="position">The position.</param>
    /// <returns>At least 1.</returns>
    public int Arms(int position) => Steps[position - 1].Arms;

    /// <summary>Whether the step at a position may go a way.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="position">Its position.</param>
    /// <param name="arm">The way, from 0.</param>
    /// <returns>True when it may.</returns>
    public bool IsPermitted(ref TWorld world, int actor, int position, int arm) =>
        Steps[position - 1].Permits is not { } permits || permits(ref world, actor, arm);

    /// <summary>Runs the step at a position, and the local steps after it.</summary>
    /// <param name="world">The world, changed in place: the engine's own copy.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="position">Its position.</param>
    /// <param name="arm">The way to go, from 0, where the step may go several.</param>
    /// <param name="coverage">Counts each way that each step went; null to count nothing.</param>
    /// <returns>The position to go on from, 0 when the operation is done.</returns>
    public int Run(ref TWorld world, int actor, int position, int arm, StepCoverage? coverage = null)
    {
        do
        {
            var step = Steps[position - 1];
            step.Effect?.Invoke(ref world, actor, arm);
            var way = step.Conditions.Length;
            var next = step.Following;
            for (var i = 0; i < step.Conditions.Length; i++)
            {
                if (step.Conditions[i] is not { } condition || condition(ref world, actor))
                {
                    next = step.Targets[i];
                    way = i;
                    break;
                }
            }

            coverage?.Count(position, arm > 0 ? step.Conditions.Length + arm : way);
            arm = 0;
            position = next;
        }
        while (position != 0 && Steps[position - 1].IsLocal);

        return position;
    }

    private static Dictionary<string, int> Labels(Operation<TWorld> operation)
    {
        var labels = new Dictionary<string, int>();
        for (var i = 0; i < operation.Steps.Length; i++)
        {
            if (!labels.TryAdd(operation.Steps[i].Label, i))
            {
                throw new ArgumentException(
                    $"Operation '{operation.Name}' has two steps '{operation.Steps[i].Label}': a label is a step's identity.");
            }
        }

        return labels;
    }

    private static (Condition<TWorld>? Condition, int Target) Target(
        Operation<TWorld> operation, Step<TWorld> step, Jump<TWorld> jump, Dictionary<string, int> labels, int first)
    {
        for (var scope = step.Label; ;)
        {
            var cut = scope.LastIndexOf(Group.Separator, StringComparison.Ordinal);
            scope = cut < 0 ? string.Empty : scope[..cut];
            if (labels.TryGetValue(scope.Length == 0 ? jump.Label : scope + Group.Separator + jump.Label, out var index))
            {
                return (jump.Condition, first + index + 1);
            }

            if (scope.Length == 0)
            {
                return jump.Label == Group.Done ? (jump.Condition, 0) : throw new ArgumentException(
                    $"Operation '{operation.Name}', step '{step.Label}': there is no step '{jump.Label}' to go to.");
            }
        }
    }
}
