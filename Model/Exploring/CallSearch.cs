using System.Numerics;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Model.Exploring;

/// <summary>Follows a call, with nobody else running, from the first step at which the kernel is free: looks for arms that give its result
/// and the state after it, the usual arms first.</summary>
/// <remarks>Not every arm shows at once: a page that was copied may only show when a device has lost its mapping of the next one. So what
/// was recorded later may ask for other arms.</remarks>
internal sealed class CallSearch : IExplanations
{
    private readonly Runner runner;
    private readonly RecordedCall recorded;
    private readonly bool mayTear;
    private readonly int actor;
    private readonly World start;
    private readonly List<(int Arm, uint Permitted)> choices = [];
    private bool begun;

    /// <summary>Begins a search.</summary>
    /// <param name="runner">Takes the steps.</param>
    /// <param name="actor">The actor whose call is in flight.</param>
    /// <param name="recorded">The record.</param>
    /// <param name="mayTear">Whether the two ends of a page may differ.</param>
    /// <param name="world">The world, at the first choice.</param>
    public CallSearch(Runner runner, int actor, RecordedCall recorded, bool mayTear, in World world)
    {
        this.runner = runner;
        this.recorded = recorded;
        this.mayTear = mayTear;
        this.actor = actor;
        start = world;
    }

    /// <summary>The arms that were taken, choice by choice.</summary>
    public IEnumerable<int> Arms => choices.Select(static choice => choice.Arm);

    /// <summary>How the usual way differs from the recording; null when it does not.</summary>
    public Difference? Usual { get; private set; }

    /// <summary>Whether there are arms that were not tried.</summary>
    public bool HasMore => choices.Exists(static choice => choice.Permitted >> choice.Arm > 1);

    /// <summary>What a finished or blocked call shows, against what was recorded.</summary>
    /// <param name="runner">Has run it.</param>
    /// <param name="stop">What stopped it.</param>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="recorded">The record.</param>
    /// <param name="mayTear">Whether the two ends of a page may differ.</param>
    /// <returns>Null when they agree.</returns>
    public static Difference? Compare(Runner runner, Stop stop, in World world, int actor, RecordedCall recorded, bool mayTear)
    {
        if (stop != Stop.Blocked)
        {
            return Comparison.Rules(in world)
                ?? Comparison.Result(world.Flight(actor).Outcome, recorded.Call!, recorded.Result!, mayTear)
                ?? Comparison.State(in world, recorded.State);
        }

        var step = runner.Plan.Step(world.Flight(actor).Position);
        return Comparison.Differ("ret", Comparison.Number(recorded.Result!.Return), $"blocked at '{step.Label}'", $", {step.Source}");
    }

    /// <inheritdoc/>
    public bool TryNext(ref World world)
    {
        while (!begun || TryTurn())
        {
            begun = true;
            var next = start;
            var difference = Follow(ref next);
            if (difference is null)
            {
                world = next;
                return true;
            }

            Usual ??= difference;
        }

        return false;
    }

    /// <summary>Turns to the next arm of the last choice that has one.</summary>
    private bool TryTurn()
    {
        while (choices.Count > 0)
        {
            var (arm, permitted) = choices[^1];
            choices.RemoveAt(choices.Count - 1);
            if (permitted >> arm > 1)
            {
                choices.Add((arm + 1 + BitOperations.TrailingZeroCount(permitted >> (arm + 1)), permitted));
                return true;
            }
        }

        return false;
    }

    private Difference? Follow(ref World world)
    {
        var stop = Stop.Choice;
        for (var next = 0; stop == Stop.Choice; next++)
        {
            if (next == choices.Count)
            {
                var permitted = Permitted(ref world);
                choices.Add((BitOperations.TrailingZeroCount(permitted), permitted));
            }

            runner.Take(ref world, actor, choices[next].Arm);
            stop = runner.Run(ref world, actor);
        }

        return Compare(runner, stop, in world, actor, recorded, mayTear);
    }

    private uint Permitted(ref World world)
    {
        var (permitted, position) = (0u, world.Flight(actor).Position);
        for (var arm = 0; arm < runner.Plan.Arms(position); arm++)
        {
            permitted |= runner.Plan.IsPermitted(ref world, actor, position, arm) ? 1u << arm : 0;
        }

        return permitted;
    }
}
