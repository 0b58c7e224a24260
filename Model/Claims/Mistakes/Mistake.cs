using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>What is done after a step, by one who knows how the world was before it.</summary>
/// <param name="draft">The draft, as the step left it.</param>
/// <param name="before">The world before the step.</param>
internal delegate void Afterwards(Draft draft, in World before);

/// <summary>The ways in which a step can be wrong. A step is meant by the end of its label.</summary>
internal static class Mistake
{
    /// <summary>Leaves everything as it is: for mutants that change more than a step.</summary>
    public static Step Nothing(Step step) => step;

    /// <summary>Leaves out what a step does; where it goes stays as it is.</summary>
    public static Func<Step, Step> Drop(string label) => step => Is(step, label) ? step with { Effect = null } : step;

    /// <summary>Leaves out what a step does in some cases.</summary>
    public static Func<Step, Step> DropWhen(string label, Ask when) => step =>
    {
        var effect = step.Effect;
        return !Is(step, label) ? step : step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                if (!when(new Draft(ref world, actor, arm)))
                {
                    effect?.Invoke(ref world, actor, arm);
                }
            },
        };
    };

    /// <summary>Leaves out what a step waits for.</summary>
    public static Func<Step, Step> DoNotWait(string label) => step => Is(step, label) ? step with { Guard = null } : step;

    /// <summary>Lets a step wait for something more, while it keeps what it holds.</summary>
    public static Func<Step, Step> WaitFor(string label, Ask until) => step =>
    {
        var guard = step.Guard;
        return !Is(step, label) ? step : step with
        {
            Guard = (ref World world, int actor) => (guard is null || guard(ref world, actor)) && until(new Draft(ref world, actor)),
        };
    };

    /// <summary>Leaves out where a step may go other than on.</summary>
    public static Func<Step, Step> GoOn(string label) => step => Is(step, label) ? step with { Jumps = [] } : step;

    /// <summary>Leaves out an invalidation: nobody is told, nothing is counted.</summary>
    /// <param name="announcement">The name of the announcement.</param>
    /// <param name="end">The label with which it ends.</param>
    public static Func<Step, Step> DoNotAnnounce(string announcement, string end) => step =>
    {
        var within = IsWithin(step, announcement);
        var names = within && step.Label.EndsWith("name the range", StringComparison.Ordinal);
        return names ? step
            : within ? step with { Effect = null, Guard = null, Jumps = [], Takes = [], Releases = [], Within = [] }
            : Is(step, end) ? step with { Effect = Forget }
            : step;
    };

    /// <summary>Ends an invalidation as soon as everybody was told, before anything has changed.</summary>
    /// <param name="announcement">The name of the announcement.</param>
    /// <param name="end">The label with which it ends.</param>
    public static Func<Step, Step> EndAtOnce(string announcement, string end) => step =>
        Is(step, end) ? step with { Effect = Forget }
        : IsWithin(step, announcement) ? AndThen("stamp the temporary subscriptions", EndKeepingRange)(step)
        : step;

    /// <summary>Does something more, or undoes something, after a step.</summary>
    public static Func<Step, Step> AndThen(string label, Act more) => step => Is(step, label) ? step.And(more) : step;

    /// <summary>Does something more after a step, knowing how the world was before it.</summary>
    public static Func<Step, Step> Around(string label, Afterwards more) => step =>
    {
        var effect = step.Effect;
        return !Is(step, label) ? step : step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var before = world;
                effect?.Invoke(ref world, actor, arm);
                more(new Draft(ref world, actor, arm), in before);
            },
        };
    };

    /// <summary>Does something more wherever an invalidation ends.</summary>
    public static Func<Step, Step> AtEveryEnd(Afterwards more) => step =>
        step.Label.EndsWith("'s notice", StringComparison.Ordinal) || step.Label.EndsWith("s' notice", StringComparison.Ordinal)
            ? Around(step.Label, more)(step)
            : step;

    /// <summary>Makes several changes.</summary>
    public static Func<Step, Step> All(params ImmutableArray<Func<Step, Step>> changes) =>
        step => changes.Aggregate(step, static (changed, change) => change(changed));

    /// <summary>Whether a step is the one that is meant.</summary>
    public static bool Is(Step step, string label) =>
        step.Label == label || step.Label.EndsWith(Group.Separator + label, StringComparison.Ordinal);

    private static bool IsWithin(Step step, string announcement) =>
        step.Label.StartsWith(announcement + Group.Separator, StringComparison.Ordinal)
        || step.Label.Contains(Group.Separator + announcement + Group.Separator, StringComparison.Ordinal);

    private static void Forget(ref World world, int actor, int arm) => world.Flights[actor].Notice = default;

    private static void EndKeepingRange(Draft d)
    {
        var notice = d.Me.Notice;
        Sequence.CountOut(d);
        d.Me.Notice = notice with { Started = false, Calling = false };
    }
}
