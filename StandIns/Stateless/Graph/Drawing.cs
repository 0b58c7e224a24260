using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>What every diagram of a machine shows, in the order in which it is written.</summary>
internal sealed class Drawing
{
    private readonly List<StateInfo> states = [];

    public Drawing(StateMachineInfo machine)
    {
        foreach (var state in machine.States.Where(state => IsCluster(state) && state.Superstate is null))
        {
            AddWithSubstates(state);
        }

        states.AddRange(machine.States.Except(states));
        Edges = [.. machine.States.SelectMany(EdgesFrom)];
        Initial = machine.InitialState.ToString();
    }

    /// <summary>Outermost clusters with their substates first, then the states on their own.</summary>
    public IReadOnlyList<StateInfo> States => states;

    public IReadOnlyList<Edge> Edges { get; }

    public string Initial { get; }

    public IEnumerable<StateInfo> Clusters => states.Where(IsCluster);

    public IEnumerable<StateInfo> Singles => states.Where(state => !IsCluster(state) && state.Superstate is null);

    /// <summary>The entry actions that do not depend on the trigger.</summary>
    public static IEnumerable<string> EntryActions(StateInfo state) =>
        state.EntryActions.Where(action => action.FromTrigger is null).Select(action => action.Method.Description);

    private static bool IsCluster(StateInfo state) => state.Substates.Any();

    private static IEnumerable<Edge> EdgesFrom(StateInfo source)
    {
        foreach (var way in source.FixedTransitions)
        {
            var actions = way.IsInternalTransition ? [] : ActionsShown(source, way);
            yield return new Edge(source.ToString(), way.DestinationState.ToString(), Label(way, actions));
        }

        foreach (var ignored in source.IgnoredTriggers)
        {
            yield return new Edge(source.ToString(), source.ToString(), Label(ignored, []));
        }
    }

    /// <summary>An arrow shows the entry actions of its own trigger; one that re-enters shows them all.</summary>
    private static IEnumerable<string> ActionsShown(StateInfo source, FixedTransitionInfo way)
    {
        var ofTrigger = way.DestinationState.EntryActions
            .Where(action => action.FromTrigger == way.Trigger.ToString())
            .Select(action => action.Method.Description);
        return way.DestinationState == source ? EntryActions(source).Concat(ofTrigger) : ofTrigger;
    }

    private static string Label(TransitionInfo way, IEnumerable<string> actions)
    {
        var shown = string.Join(", ", actions);
        var guards = way.GuardConditionsMethodDescriptions.Select(guard => $" [{guard.Description}]");
        return $"{way.Trigger}{(shown.Length > 0 ? " / " + shown : string.Empty)}{string.Concat(guards)}";
    }

    private void AddWithSubstates(StateInfo state)
    {
        states.Add(state);
        foreach (var substate in state.Substates)
        {
            AddWithSubstates(substate);
        }
    }
}
