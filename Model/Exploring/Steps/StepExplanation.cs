using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Steps;

/// <summary>A run of a <see cref="StepSystem{TWorld}"/> in words.</summary>
public static class StepExplanation
{
    /// <summary>Explains a run.</summary>
    /// <typeparam name="TWorld">The world.</typeparam>
    /// <param name="system">The system that ran.</param>
    /// <param name="run">The run.</param>
    /// <returns>Its steps.</returns>
    public static ImmutableArray<StepOfRun> Of<TWorld>(StepSystem<TWorld> system, Run run)
        where TWorld : unmanaged, IStepWorld<TWorld>
    {
        ArgumentNullException.ThrowIfNull(run);
        var steps = ImmutableArray.CreateBuilder<StepOfRun>(run.Steps);
        for (var i = 1; i < run.Firings.Length; i++)
        {
            var before = system.Decode(run.Firings[i - 1].State.AsSpan());
            var sink = new PickingSink<TWorld>(run.Firings[i].Choice);
            system.Leave(ref before, ref sink);
            steps.Add(Explain(system.Protocol, before, sink.Picked, i));
        }

        return steps.MoveToImmutable();
    }

    private static StepOfRun Explain<TWorld>(StepProtocol<TWorld> protocol, TWorld before, StepChoice choice, int number)
        where TWorld : unmanaged, IStepWorld<TWorld>
    {
        var (plan, actor) = (protocol.Plan, protocol.Actors[choice.Actor]);
        var step = plan.Step(choice.Position);
        var call = choice.Call < 0 ? null : actor.Calls[choice.Call];
        if (call is not null)
        {
            TWorld.Begin(ref before, choice.Actor, call.Argument);
            TWorld.Position(ref before, choice.Actor) = (ushort)choice.Position;
        }

        return new StepOfRun(
            number,
            actor.Name,
            plan.OperationAt(choice.Position).Name,
            call?.Words ?? string.Empty,
            [step.Label, .. LocalLabels(plan, before, choice)],
            step.Arms.Length < 2 ? string.Empty : step.Arms[choice.Arm]);
    }

    private static IEnumerable<string> LocalLabels<TWorld>(Plan<TWorld> plan, TWorld world, StepChoice choice)
        where TWorld : unmanaged
    {
        var position = plan.RunOne(ref world, choice.Actor, choice.Position, choice.Arm);
        while (position != 0 && plan.Step(position).IsLocal)
        {
            yield return plan.Step(position).Label;
            position = plan.RunOne(ref world, choice.Actor, position, 0);
        }
    }

    private struct PickingSink<TWorld>(int choice) : IStepSink<TWorld>
        where TWorld : unmanaged
    {
        private int left = choice;

        public StepChoice Picked { get; private set; }

        public void Add(ref TWorld after, StepChoice step) => Picked = left-- == 0 ? step : Picked;
    }
}
