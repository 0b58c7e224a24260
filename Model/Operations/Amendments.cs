using System.Collections.Immutable;
using Hmm.Annotations;

namespace Hmm.Model.Operations;

/// <summary>Changes to the steps of an operation that is described elsewhere: how extensions build on what is there.</summary>
/// <remarks>A step is meant by the end of its label, so that it is found in whatever group it was spliced into, as often as it
/// occurs.</remarks>
public static class Amendments
{
    /// <summary>Changes each step that is meant; an operation without such a step stays as it is.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="label">The label, or its last parts.</param>
    /// <param name="change">The change.</param>
    /// <returns>The changed operation.</returns>
    public static Operation Amend(this Operation operation, string label, Func<Step, Step> change)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(change);
        return operation with { Steps = [.. operation.Steps.Select(step => Means(step, label) ? change(step) : step)] };
    }

    /// <summary>Puts steps behind each step that is meant, in its group: their jumps find the group's labels.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="label">The label, or its last parts.</param>
    /// <param name="more">The steps.</param>
    /// <returns>The changed operation.</returns>
    public static Operation Insert(this Operation operation, string label, params ImmutableArray<Step> more)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation with
        {
            Steps = [.. operation.Steps.SelectMany(step => Means(step, label) ? Within(step.Label, more).Prepend(step) : [step])],
        };
    }

    /// <summary>Does something more in a step, after what it does.</summary>
    /// <param name="step">The step.</param>
    /// <param name="more">What more.</param>
    /// <returns>The changed step.</returns>
    public static Step And(this Step step, Act more)
    {
        ArgumentNullException.ThrowIfNull(step);
        var effect = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                effect?.Invoke(ref world, actor, arm);
                more(new Draft(ref world, actor, arm));
            },
        };
    }

    /// <summary>Does something else in a step, where something holds.</summary>
    /// <param name="step">The step.</param>
    /// <param name="condition">When.</param>
    /// <param name="instead">What instead.</param>
    /// <returns>The changed step.</returns>
    public static Step Instead(this Step step, Ask condition, Act instead)
    {
        ArgumentNullException.ThrowIfNull(step);
        var effect = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var draft = new Draft(ref world, actor, arm);
                if (condition(draft))
                {
                    instead(draft);
                }
                else
                {
                    effect?.Invoke(ref world, actor, arm);
                }
            },
        };
    }

    /// <summary>Has a step go elsewhere before any other jump is looked at.</summary>
    /// <param name="step">The step.</param>
    /// <param name="condition">When.</param>
    /// <param name="label">Where to.</param>
    /// <returns>The changed step.</returns>
    public static Step FirstIf(this Step step, Ask condition, [StepJump] string label)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step with
        {
            Jumps = step.Jumps.Insert(0, new((ref World world, int actor) => condition(new Draft(ref world, actor)), label)),
        };
    }

    private static bool Means(Step step, string label) =>
        step.Label == label || step.Label.EndsWith(Group.Separator + label, StringComparison.Ordinal);

    private static IEnumerable<Step> Within(string label, ImmutableArray<Step> steps)
    {
        var cut = label.LastIndexOf(Group.Separator, StringComparison.Ordinal);
        var group = cut < 0 ? string.Empty : label[..(cut + Group.Separator.Length)];
        return steps.Select(step => step with { Label = group + step.Label });
    }
}
