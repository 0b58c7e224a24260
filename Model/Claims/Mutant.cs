using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>A mistake made on purpose: how we know that the claims bite.</summary>
/// <param name="Name">Its name, as commands take it.</param>
/// <param name="Story">What is wrong, and where a kernel had it so, in a sentence.</param>
/// <param name="Scope">The scope in which a claim must notice.</param>
/// <param name="Change">Makes the mistake in a step; leaves all other steps as they are.</param>
public sealed record Mutant(string Name, string Story, string Scope, Func<Step, Step> Change)
{
    /// <summary>Makes the mistake in an operation as a whole, where it is one of order.</summary>
    public Func<Operation, Operation>? Rewrite { get; init; }

    /// <summary>An operation with the mistake.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The mutated operation.</returns>
    public Operation Apply(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var rewritten = Rewrite is null ? operation : Rewrite(operation);
        return rewritten with { Steps = [.. rewritten.Steps.Select(Change)] };
    }

    /// <summary>Leaves out what a step does; where it goes stays as it is.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> Drop(string label) => step => Is(step, label) ? step with { Effect = null } : step;

    /// <summary>Leaves out what a step waits for.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> DoNotWait(string label) => step => Is(step, label) ? step with { Guard = null } : step;

    /// <summary>Leaves out where a step may go other than on.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> GoOn(string label) => step => Is(step, label) ? step with { Jumps = [] } : step;

    /// <summary>Leaves out an invalidation: nobody is told, nothing is counted.</summary>
    /// <param name="announcement">The name of the announcement.</param>
    /// <param name="end">The label with which it ends.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> DoNotAnnounce(string announcement, string end) => step =>
    {
        var within = step.Label.Contains(announcement + Group.Separator, StringComparison.Ordinal);
        var names = within && step.Label.EndsWith("name the range", StringComparison.Ordinal);
        return names ? step
            : within ? step with { Effect = null, Guard = null, Jumps = [], Takes = [], Releases = [], Within = [] }
            : Is(step, end) ? step with { Effect = Forget }
            : step;
    };

    /// <summary>Does something more, or undoes something, after a step.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <param name="more">What is done.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> AndThen(string label, Act more) => step =>
    {
        if (!Is(step, label))
        {
            return step;
        }

        var effect = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                effect?.Invoke(ref world, actor, arm);
                more(new Draft(ref world, actor, arm));
            },
        };
    };

    /// <summary>Makes several changes.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> All(params ImmutableArray<Func<Step, Step>> changes) =>
        step => changes.Aggregate(step, static (changed, change) => change(changed));

    private static bool Is(Step step, string label) =>
        step.Label == label || step.Label.EndsWith(Group.Separator + label, StringComparison.Ordinal);

    private static void Forget(ref World world, int actor, int arm) => world.Flights[actor].Notice = default;
}
