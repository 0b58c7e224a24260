namespace Stateless.Reflection;

/// <summary>A machine's configuration.</summary>
public class StateMachineInfo
{
    internal StateMachineInfo(IEnumerable<StateInfo> states, Type stateType, Type triggerType, StateInfo initialState)
    {
        States = [.. states];
        StateType = stateType;
        TriggerType = triggerType;
        InitialState = initialState;
    }

    /// <summary>The state in which the machine was made; it knows its name and actions, but no transitions.</summary>
    public StateInfo InitialState { get; }

    /// <summary>Every state that is configured or led to.</summary>
    public IEnumerable<StateInfo> States { get; }

    /// <summary>The type of the states.</summary>
    public Type StateType { get; }

    /// <summary>The type of the triggers.</summary>
    public Type TriggerType { get; }
}
