using System.Collections.Immutable;

namespace Hmm.Model.Operations;

/// <summary>A step with its jumps resolved.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
internal sealed class PlannedStep<TWorld>(
    Operation<TWorld> operation, Step<TWorld> step, int following, ImmutableArray<(Condition<TWorld>? Condition, int Target)> jumps)
    where TWorld : unmanaged
{
    public readonly Operation<TWorld> Operation = operation;
    public readonly Step<TWorld> Step = step;
    public readonly Condition<TWorld>? Guard = step.Guard;
    public readonly Effect<TWorld>? Effect = step.Effect;
    public readonly int Following = following;
    public readonly Condition<TWorld>?[] Conditions = [.. jumps.Select(jump => jump.Condition)];
    public readonly int[] Targets = [.. jumps.Select(jump => jump.Target)];
    public readonly bool IsLocal = step.IsLocal;
    public readonly ArmCondition<TWorld>? Permits = step.Permits;
    public readonly int Arms = Math.Max(1, step.Arms.Length);

    /// <summary>The positions that may come after the step.</summary>
    public IEnumerable<int> Ways() => Conditions.Contains(null) ? Targets : [.. Targets, Following];
}
