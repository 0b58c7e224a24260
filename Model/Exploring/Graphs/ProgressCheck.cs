using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>Decides claims about what must still be able to happen, and what must happen, in a complete graph.</summary>
public static class ProgressCheck
{
    /// <summary>Whether from every reachable state a state with the goal can be reached; no fairness is assumed.</summary>
    /// <param name="graph">The graph; it may be symmetric when the goal is.</param>
    /// <param name="goal">The goal.</param>
    /// <returns>Holds, or a shortest run to a state from which the goal is out of reach.</returns>
    public static ProgressVerdict StaysReachable(StateGraph graph, StatePredicate goal)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(goal);
        if (graph.Limit is { } limit)
        {
            return new ProgressVerdict.Bounded(limit);
        }

        // A component reaches the goal when one of its states has it or when a component of lesser number that it leads to does.
        var components = new Components(graph, static _ => true);
        var reaches = new bool[components.Count];
        foreach (var state in ByComponent(components.Of))
        {
            reaches[components.Of[state]] |= goal(graph.State(state)) || Reaches(graph, state, components.Of, reaches);
        }

        var trap = Array.FindIndex(components.Of, component => !reaches[component]);
        return trap < 0 ? new ProgressVerdict.Holds() : new ProgressVerdict.Trapped(graph.RunTo(trap));
    }

    /// <summary>Whether every run that passes a state with the trigger gets to the goal, then or later.</summary>
    /// <param name="graph">The graph, not symmetric: fairness of actors is not defined on orbits.</param>
    /// <param name="trigger">What demands the goal; always true to demand the goal again and again for ever.</param>
    /// <param name="goal">The goal.</param>
    /// <param name="fairActors">Actors that are fair, bit i for actor i; others may stop for ever.</param>
    /// <param name="fairness">What being fair means.</param>
    /// <returns>Holds, or a run that starves: a stem and a loop.</returns>
    /// <exception cref="ArgumentException">The graph is symmetric.</exception>
    public static ProgressVerdict LeadsTo(
        StateGraph graph, StatePredicate trigger, StatePredicate goal, ulong fairActors, Fairness fairness = Fairness.Weak)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(goal);
        if (graph.IsSymmetric)
        {
            throw new ArgumentException("Fairness is checked on states, not on orbits: explore without symmetry.", nameof(graph));
        }

        if (graph.Limit is { } limit)
        {
            return new ProgressVerdict.Bounded(limit);
        }

        var pending = new PendingPart(graph, trigger, goal);
        return new FairLoop(graph, pending, fairActors, fairness).Find();
    }

    private static bool Reaches(StateGraph graph, int state, int[] components, bool[] reaches)
    {
        foreach (var target in graph.Targets(state))
        {
            if (reaches[components[target]])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All states, those of lesser components first.</summary>
    private static int[] ByComponent(int[] components)
    {
        var states = ImmutableArray.CreateRange(Enumerable.Range(0, components.Length)).ToArray();
        Array.Sort((int[])components.Clone(), states);
        return states;
    }
}
