namespace Stateless.Reflection;

/// <summary>One state's configuration.</summary>
public class StateInfo
{
    internal StateInfo(
        object underlyingState,
        IReadOnlyList<IgnoredTransitionInfo> ignoredTriggers,
        IReadOnlyList<ActionInfo> entryActions,
        IReadOnlyList<InvocationInfo> exitActions)
    {
        UnderlyingState = underlyingState;
        IgnoredTriggers = ignoredTriggers;
        EntryActions = entryActions;
        ExitActions = exitActions;
    }

    /// <summary>The state itself.</summary>
    public object UnderlyingState { get; }

    /// <summary>The states that are part of this one.</summary>
    public IEnumerable<StateInfo> Substates { get; internal set; } = [];

    /// <summary>The state that this one is part of.</summary>
    public StateInfo? Superstate { get; internal set; }

    /// <summary>What runs on the way in.</summary>
    public IEnumerable<ActionInfo> EntryActions { get; }

    /// <summary>What runs on the way out.</summary>
    public IEnumerable<InvocationInfo> ExitActions { get; }

    /// <summary>Ways to a known state, re-entries and internal transitions among them, by trigger in configuration order.</summary>
    public IEnumerable<FixedTransitionInfo> FixedTransitions { get; internal set; } = [];

    /// <summary>What is ignored.</summary>
    public IEnumerable<IgnoredTransitionInfo> IgnoredTriggers { get; }

    /// <summary>The state's own text.</summary>
    /// <returns>That text.</returns>
    public override string ToString() => UnderlyingState.ToString() ?? "<null>";
}
