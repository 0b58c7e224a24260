using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>Which steps of a plan run together with their neighbours: what takes a lock with the next step, what releases one with the
/// step before.</summary>
/// <remarks>A step that waits, or may go several ways, is never joined to the one before it.</remarks>
internal sealed class Joins
{
    private readonly Runner runner;
    private readonly bool[] waits;
    private readonly Mover[] movers;

    public Joins(Runner runner)
    {
        this.runner = runner;
        movers = new Mover[runner.Plan.Length + 1];
        waits = new bool[runner.Plan.Length + 1];
        for (var position = 1; position <= runner.Plan.Length; position++)
        {
            var step = runner.Plan.Step(position);
            waits[position] = step.Guard is not null || runner.Plan.Arms(position) > 1;
            movers[position] = waits[position] && step.Mover == Mover.Left ? Mover.None : step.Mover;
        }
    }

    /// <summary>Whether the step at a position is claimed to be able to move.</summary>
    /// <param name="position">The position.</param>
    /// <returns>Where to.</returns>
    public Mover Of(int position) => movers[position];

    /// <summary>Takes the steps that are joined to the one that an actor has just taken.</summary>
    /// <param name="world">The world, changed in place.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="taken">The position of the step that it took.</param>
    /// <param name="next">Is told of the steps.</param>
    public void Follow(ref World world, int actor, int taken, SuccessorBuffer next)
    {
        for (var position = (int)world.Flights[actor].Position; position != 0 && Joined(taken, position);
            position = world.Flights[actor].Position)
        {
            runner.Take(ref world, actor, 0);
            next.Tell(position);
            taken = position;
        }
    }

    /// <summary>Whether a step runs together with the one that its actor took before.</summary>
    /// <param name="taken">The position of the one before.</param>
    /// <param name="position">The position of the step.</param>
    /// <returns>True when no other actor may run between.</returns>
    public bool Joined(int taken, int position) =>
        !waits[position] && (movers[position] == Mover.Left || movers[taken] == Mover.Right);
}
