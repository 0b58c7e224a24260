using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Hmm.Model.Locking;

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

    /// <summary>Where the step at a position may go.</summary>
    /// <param name="position">The position, from 1.</param>
    /// <returns>Positions, 0 for the operation's end, the targets of its jumps first.</returns>
    public ImmutableArray<int> Next(int position)
    {
        var step = Steps[position - 1];
        var alwaysJumps = step.Conditions is [.., null];
        return [.. step.Targets, .. alwaysJumps ? ImmutableArray<int>.Empty : [step.Following]];
    }

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
            position = RunOne(ref world, actor, position, arm, coverage);
            arm = 0;
        }
        while (position != 0 && Steps[position - 1].IsLocal);

        return position;
    }

    /// <summary>Runs the step at a position, and nothing after it.</summary>
    /// <param name="world">The world, changed in place: the engine's own copy.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="position">Its position.</param>
    /// <param name="arm">The way to go, from 0, where the step may go several.</param>
    /// <param name="coverage">Counts the way that the step went; null to count nothing.</param>
    /// <returns>The position to go on from, 0 when the operation is done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RunOne(ref TWorld world, int actor, int position, int arm, StepCoverage? coverage = null)
    {
        var step = Steps[position - 1];
        step.Effect?.Invoke(ref world, actor, arm);
        var conditions = step.Conditions;
        var way = 0;
        for (; way < conditions.Length; way++)
        {
            if (conditions[way] is not { } condition || condition(ref world, actor))
            {
                break;
            }
        }

        coverage?.Count(position, arm > 0 ? conditions.Length + arm : way);
        return way < conditions.Length ? step.Targets[way] : step.Following;
    }

    /// <summary>At which positions an actor holds a lock of a class when it comes to the step.</summary>
    /// <param name="lockClass">The class.</param>
    /// <returns>One answer a position, from 1; element 0 is the idle actor's.</returns>
    /// <exception cref="InvalidOperationException">It depends on how the actor came there, or an operation ends with the lock.</exception>
    public ImmutableArray<bool> Holding(LockClass lockClass)
    {
        var holding = new bool?[Length + 1];
        holding[0] = false;
        var open = new Stack<int>(entries.Values);
        foreach (var entry in entries.Values)
        {
            holding[entry] = false;
        }

        while (open.TryPop(out var position))
        {
            var planned = Steps[position - 1];
            var after = planned.Step.Takes.Any(use => use.Class == lockClass)
                || (holding[position] == true && !planned.Step.Releases.Any(use => use.Class == lockClass));
            foreach (var next in planned.Ways())
            {
                if (holding[next] is { } known && known != after)
                {
                    throw new InvalidOperationException($"Operation '{planned.Operation.Name}', after step '{planned.Step.Label}': whether "
                        + $"{lockClass} is held depends on the way there, or the operation ends with it.");
                }

                if (holding[next] is null)
                {
                    holding[next] = after;
                    open.Push(next);
                }
            }
        }

        return [.. holding.Select(static held => held == true)];
    }

    /// <summary>This plan with what is done under a lock made one step: that which takes the lock.</summary>
    /// <param name="lockClass">The class of the lock.</param>
    /// <returns>The plan. Positions and labels stay; a step under the lock that waits or chooses stays a step of its own.</returns>
    /// <remarks>Right only where the lock guards what is done under it, so that nobody can tell (Lipton's reduction).</remarks>
    public Plan<TWorld> Merged(LockClass lockClass)
    {
        var holding = Holding(lockClass);
        var position = 0;
        return new Plan<TWorld>([.. Operations.Select(operation => operation with
        {
            Steps = [.. operation.Steps.Select(step => holding[++position] && step.Guard is null && step.Arms.Length < 2
                ? step with { IsLocal = true }
                : step)],
        })]);
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
