using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>Looks for a run that stays in a part of a graph for ever and is fair: a loop, or a state where everything ends.</summary>
/// <remarks>
/// A component has a weakly fair loop exactly when, for every fair actor, it has a step of that actor or a state in which the actor
/// cannot step: the loop through all of these is fair, and no loop of a component without them can be.
/// For strong fairness a component in which an actor can step but never does within it is taken apart: the states in which that actor can
/// step are left out, and the components of the rest are looked at (Emerson and Lei, 1987).
/// </remarks>
internal sealed class FairLoop
{
    private readonly StateGraph graph;
    private readonly PendingPart part;
    private readonly ulong fairActors;
    private readonly Fairness fairness;
    private readonly bool[] leftOut;
    private readonly Components components;

    public FairLoop(StateGraph graph, PendingPart part, ulong fairActors, Fairness fairness)
    {
        this.graph = graph;
        this.part = part;
        this.fairActors = fairActors;
        this.fairness = fairness;
        leftOut = new bool[graph.States];
        components = new Components(graph, part.Has);
        while (fairness == Fairness.Strong && LeaveOut())
        {
            components = new Components(graph, Has);
        }
    }

    /// <summary>Finds one with the shortest stem.</summary>
    public ProgressVerdict Find()
    {
        var isFair = FairComponents();
        var best = -1;
        for (var state = 0; state < graph.States; state++)
        {
            var starves = part.Has(state) && (graph.Targets(state).IsEmpty || (Has(state) && isFair[components.Of[state]]));
            if (starves && (best < 0 || part.Distances[state] < part.Distances[best]))
            {
                best = state;
            }
        }

        return best < 0 ? new ProgressVerdict.Holds() : new ProgressVerdict.Starved(part.RunTo(best), LoopAt(best));
    }

    private bool Has(int state) => part.Has(state) && !leftOut[state];

    /// <summary>The components with a fair loop; under strong fairness those that are left, as long as something happens in them.</summary>
    private bool[] FairComponents()
    {
        var satisfied = new ulong[components.Count];
        var hasStep = new bool[components.Count];
        for (var state = 0; state < graph.States; state++)
        {
            if (Has(state))
            {
                var component = components.Of[state];
                var inside = Inside(state);
                satisfied[component] |= fairness == Fairness.Strong ? ulong.MaxValue : inside | ~Enabled(state);
                hasStep[component] |= inside != 0;
            }
        }

        return [.. satisfied.Zip(hasStep, (actors, any) => any && (fairActors & ~actors) == 0)];
    }

    /// <summary>Leaves out the states of each component in which an actor could step that never steps within it.</summary>
    private bool LeaveOut()
    {
        var (enabled, inside) = (new ulong[components.Count], new ulong[components.Count]);
        for (var state = 0; state < graph.States; state++)
        {
            if (Has(state))
            {
                enabled[components.Of[state]] |= Enabled(state);
                inside[components.Of[state]] |= Inside(state);
            }
        }

        var any = false;
        for (var state = 0; state < graph.States; state++)
        {
            if (Has(state) && inside[components.Of[state]] is var steps && steps != 0
                && (Enabled(state) & fairActors & enabled[components.Of[state]] & ~steps) != 0)
            {
                leftOut[state] = any = true;
            }
        }

        return any;
    }

    /// <summary>The actors that must step in a loop through a state: those that can step in it, or anywhere in its component.</summary>
    private ulong Wanted(int start)
    {
        var wanted = Enabled(start);
        for (var state = 0; fairness == Fairness.Strong && state < graph.States; state++)
        {
            wanted |= components.Of[state] == components.Of[start] ? Enabled(state) : 0;
        }

        return wanted & fairActors;
    }

    /// <summary>The actors that can step in a state.</summary>
    private ulong Enabled(int state)
    {
        var actors = 0UL;
        foreach (var actor in graph.Actors(state))
        {
            actors |= 1UL << actor;
        }

        return actors;
    }

    /// <summary>The actors that can step and stay in the state's component.</summary>
    private ulong Inside(int state)
    {
        var actors = 0UL;
        for (var choice = 0; choice < graph.Targets(state).Length; choice++)
        {
            actors |= IsInside(state, choice) ? 1UL << graph.Actors(state)[choice] : 0;
        }

        return actors;
    }

    /// <summary>Whether somebody who ought to step cannot in a state, which weak fairness takes for an excuse.</summary>
    private bool Excuses(int state, ulong wanted) => fairness == Fairness.Weak && (wanted & ~Enabled(state)) != 0;

    private bool IsInside(int state, int choice) =>
        components.Of[graph.Targets(state)[choice]] == components.Of[state];

    /// <summary>A loop at a state through something that satisfies each fair actor; empty where everything ends.</summary>
    private ImmutableArray<Firing> LoopAt(int start)
    {
        if (graph.Targets(start).IsEmpty)
        {
            return [];
        }

        var loop = ImmutableArray.CreateBuilder<Firing>();
        var state = start;
        var missing = Wanted(start);
        while (missing != 0)
        {
            var wanted = missing;
            state = Walk(loop, state, (from, choice) =>
                (wanted & (1UL << graph.Actors(from)[choice])) != 0 || Excuses(graph.Targets(from)[choice], wanted), ref missing);
        }

        if (state != start || loop.Count == 0)
        {
            Walk(loop, state, (from, choice) => graph.Targets(from)[choice] == start, ref missing);
        }

        return loop.ToImmutable();
    }

    /// <summary>Appends a shortest way inside the component from a state to a step that is wanted, that step included.</summary>
    private int Walk(ImmutableArray<Firing>.Builder loop, int start, Func<int, int, bool> isWanted, ref ulong missing)
    {
        var came = new Dictionary<int, (int State, int Choice)> { [start] = (-1, -1) };
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var state))
        {
            for (var choice = 0; choice < graph.Targets(state).Length; choice++)
            {
                if (!IsInside(state, choice))
                {
                    continue;
                }

                if (isWanted(state, choice))
                {
                    return Append(loop, came, (state, choice), ref missing);
                }

                if (came.TryAdd(graph.Targets(state)[choice], (state, choice)))
                {
                    queue.Enqueue(graph.Targets(state)[choice]);
                }
            }
        }

        throw new System.Diagnostics.UnreachableException("A strongly connected component has a way between any two of its states.");
    }

    private int Append(
        ImmutableArray<Firing>.Builder loop, Dictionary<int, (int State, int Choice)> came, (int State, int Choice) last, ref ulong missing)
    {
        var steps = new Stack<(int State, int Choice)>();
        for (var step = last; step.State >= 0; step = came[step.State])
        {
            steps.Push(step);
        }

        foreach (var (state, choice) in steps)
        {
            loop.Add(graph.Firing(state, choice));
            missing &= ~(1UL << graph.Actors(state)[choice]);
            missing &= fairness == Fairness.Strong ? ulong.MaxValue : Enabled(graph.Targets(state)[choice]);
        }

        return graph.Targets(last.State)[last.Choice];
    }
}
