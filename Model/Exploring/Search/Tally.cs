using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Search;

/// <summary>The counts of all workers together, and what they were when the current level began.</summary>
internal sealed unsafe class Tally
{
    private readonly Worker[] workers;
    private readonly long[] levelFired;
    private readonly int[] firstDepths;
    private readonly List<long> levelSizes = [];

    public Tally(Worker[] workers)
    {
        this.workers = workers;
        levelFired = new long[workers[0].RuleCount];
        firstDepths = new int[levelFired.Length];
        Array.Fill(firstDepths, -1);
    }

    public long States
    {
        get
        {
            var sum = 0L;
            foreach (var worker in workers)
            {
                sum += worker.States;
            }

            return sum;
        }
    }

    public long Transitions
    {
        get
        {
            var sum = 0L;
            foreach (var worker in workers)
            {
                sum += worker.Transitions;
            }

            return sum;
        }
    }

    /// <summary>States when the current level began, those of the level included.</summary>
    public long LevelStates { get; private set; }

    /// <summary>Transitions into the current level and the levels before it.</summary>
    public long LevelTransitions { get; private set; }

    /// <summary>Remembers the counts, all of which belong to levels that are complete.</summary>
    /// <param name="depth">The depth to which the transitions since the last call lead.</param>
    public void EndLevel(int depth)
    {
        levelSizes.Add(States - LevelStates);
        LevelStates = States;
        LevelTransitions = Transitions;
        for (var rule = 0; rule < levelFired.Length; rule++)
        {
            levelFired[rule] = Fired(rule);
            if (levelFired[rule] > 0 && firstDepths[rule] < 0)
            {
                firstDepths[rule] = depth;
            }
        }
    }

    /// <summary>How many states each complete level has.</summary>
    public ImmutableArray<long> Levels() => [.. levelSizes.Take(levelSizes.FindLastIndex(static size => size > 0) + 1)];

    /// <summary>The counts by rule, of complete levels.</summary>
    public ImmutableArray<RuleStatistics> Rules() =>
        [.. levelFired.Select((fired, rule) => new RuleStatistics(fired, firstDepths[rule]))];

    private long Fired(int rule)
    {
        var sum = 0L;
        foreach (var worker in workers)
        {
            sum += worker.Fired[rule];
        }

        return sum;
    }
}
