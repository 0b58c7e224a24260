using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>How threads that really ran at once did what was recorded, step by step; or how far an explanation gets, and what blocks
/// it.</summary>
/// <param name="Section">The record.</param>
/// <param name="Steps">The steps; an actor is the thread of its number. Of a section without explanation, those of the attempt that
/// explains most calls; its last step is the one that the recording contradicts.</param>
/// <param name="Calls">How many calls were completed as recorded.</param>
/// <param name="Blocked">What contradicts the recording; null when the section is explained.</param>
/// <param name="Pending">Where each thread stands that has not completed its calls.</param>
/// <param name="Broken">The claims that do not hold afterwards, each with what breaks it.</param>
public sealed record SectionAccount(
    RecordedCall Section,
    ImmutableArray<ExplainedStep> Steps,
    int Calls,
    Difference? Blocked,
    ImmutableArray<string> Pending,
    ImmutableArray<string> Broken)
{
    /// <summary>Takes the steps once more, and tells what each changes.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="section">The record.</param>
    /// <param name="world">The world before it.</param>
    /// <param name="taken">The steps.</param>
    /// <param name="blocked">What contradicts the recording, if anything does.</param>
    internal static SectionAccount Of(
        Protocol protocol, RecordedCall section, World world, IEnumerable<SectionStep> taken, Difference? blocked)
    {
        var runner = new Runner(protocol.Plan);
        var steps = ImmutableArray.CreateBuilder<ExplainedStep>();
        var done = new int[section.Threads.Length];
        foreach (var step in taken)
        {
            var before = world;
            if (world.Flights[step.Thread].Position == 0)
            {
                var invocation = Invocations.Of(section.Threads[step.Thread][done[step.Thread]].Call);
                runner.Begin(ref world, step.Thread, runner.Plan.Entry(invocation.Operation), invocation.Binding);
            }

            runner.Take(ref world, step.Thread, step.Arm);
            var (operation, label) = (runner.Plan.OperationAt(step.Position), runner.Plan.Step(step.Position));
            steps.Add(new(steps.Count + 1, step.Thread, operation.Role, operation.Name, label.Label, label.Source,
                Change.Between(in before, in world)));
            if (world.Flights[step.Thread].Position == 0)
            {
                world.Flights[step.Thread] = default;
                done[step.Thread]++;
            }
        }

        var completed = done.Sum() - (blocked is not null && steps.Count > 0 && world.Flights[steps[^1].Actor].Position == 0 ? 1 : 0);
        var pending = PendingOf(runner, section, in world, done);
        return new(section, steps.ToImmutable(), completed, blocked, pending, BrokenOf(protocol, in world));
    }

    private static ImmutableArray<string> PendingOf(Runner runner, RecordedCall section, in World world, int[] done)
    {
        var pending = ImmutableArray.CreateBuilder<string>();
        for (var thread = 0; thread < done.Length; thread++)
        {
            var now = world;
            if (world.Flights[thread].Position is var position and not 0)
            {
                var waits = runner.IsEnabled(ref now, thread) ? "is about to" : "cannot";
                pending.Add($"t{thread} {waits} {runner.Plan.OperationAt(position).Name}: {runner.Plan.Step(position).Label}");
            }
            else if (done[thread] < section.Threads[thread].Length)
            {
                pending.Add($"t{thread} has not begun its call {done[thread] + 1}");
            }
        }

        return pending.ToImmutable();
    }

    private static ImmutableArray<string> BrokenOf(Protocol protocol, in World world)
    {
        var broken = ImmutableArray.CreateBuilder<string>();
        foreach (var invariant in protocol.Invariants)
        {
            if (invariant.Check(in world) is { } finding)
            {
                broken.Add($"{invariant.Id}  {invariant.Statement}  Broken by {finding.Describe(in world)}");
            }
        }

        return broken.ToImmutable();
    }
}
