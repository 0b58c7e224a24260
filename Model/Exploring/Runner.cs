using Hmm.Model.Operations;

namespace Hmm.Model.Exploring;

/// <summary>Begins operations and takes their steps:
/// the one way in which every engine runs a <see cref="Plan{TWorld}"/> on a world.</summary>
/// <param name="plan">The plan.</param>
/// <param name="coverage">Counts each way that each step went; null to count nothing.</param>
public sealed class Runner(Plan<World> plan, StepCoverage? coverage = null)
{
    /// <summary>The plan.</summary>
    public Plan<World> Plan { get; } = plan;

    /// <summary>Gives an idle actor an operation to run; none of its steps is taken but the local ones at its beginning.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="entry">The operation's first position.</param>
    /// <param name="binding">Its arguments.</param>
    public void Begin(ref World world, int actor, int entry, in Binding binding)
    {
        ref var flight = ref world.Flights[actor];
        flight = default;
        flight.At = binding;
        flight.Position = (ushort)entry;
        if (Plan.Step(entry).IsLocal)
        {
            Take(ref world, actor, 0);
        }
    }

    /// <summary>Whether an actor has a step that could run now.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <returns>True when it has.</returns>
    public bool IsEnabled(ref World world, int actor) =>
        world.Flights[actor].Position is var position && position != 0 && Plan.IsEnabled(ref world, actor, position);

    /// <summary>Takes an actor's next step.</summary>
    /// <param name="world">The world, changed in place: the engine's own copy.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="arm">The way to go where there are several.</param>
    public void Take(ref World world, int actor, int arm)
    {
        ref var flight = ref world.Flights[actor];
        flight.Position = (ushort)Plan.Run(ref world, actor, flight.Position, arm, coverage);
        if (flight.Position == 0)
        {
            var outcome = flight.Outcome;
            flight = default;
            flight.Outcome = outcome;
        }
    }

    /// <summary>Runs an actor's operation, with nobody else running, up to its end or to a step that may go several ways.</summary>
    /// <param name="world">The world, changed in place.</param>
    /// <param name="actor">The actor.</param>
    /// <returns>What stopped the run.</returns>
    public Stop Run(ref World world, int actor)
    {
        while (world.Flights[actor].Position is var position && position != 0)
        {
            if (!Plan.IsEnabled(ref world, actor, position))
            {
                return Stop.Blocked;
            }

            for (var arm = Plan.Arms(position) - 1; arm > 0; arm--)
            {
                if (Plan.IsPermitted(ref world, actor, position, arm))
                {
                    return Stop.Choice;
                }
            }

            Take(ref world, actor, 0);
        }

        return Stop.Done;
    }
}
