using Stateless.Reflection;

namespace Stateless;

/// <summary>A state machine that is configured state by state.</summary>
/// <typeparam name="TState">The states, compared by equality.</typeparam>
/// <typeparam name="TTrigger">The triggers, compared by equality.</typeparam>
public partial class StateMachine<TState, TTrigger>
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Dictionary<TState, Node> nodes = [];
    private readonly Func<TState> read;
    private readonly Action<TState> write;
    private readonly TState initialState;

    /// <summary>A machine that keeps its own state and queues nested triggers.</summary>
    /// <param name="initialState">The first state.</param>
    public StateMachine(TState initialState)
        : this(initialState, FiringMode.Queued)
    {
    }

    /// <summary>A machine that keeps its own state.</summary>
    /// <param name="initialState">The first state.</param>
    /// <param name="firingMode">What happens to nested triggers.</param>
    public StateMachine(TState initialState, FiringMode firingMode)
    {
        var cell = initialState;
        read = () => cell;
        write = state => cell = state;
        this.initialState = initialState;
        mode = firingMode;
    }

    /// <summary>A machine whose state lives elsewhere; nested triggers are queued.</summary>
    /// <param name="stateAccessor">Reads the state. Called once here too: what it returns is the initial state.</param>
    /// <param name="stateMutator">Writes the state.</param>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator)
        : this(stateAccessor, stateMutator, FiringMode.Queued)
    {
    }

    /// <summary>A machine whose state lives elsewhere.</summary>
    /// <param name="stateAccessor">Reads the state. Called once here too: what it returns is the initial state.</param>
    /// <param name="stateMutator">Writes the state.</param>
    /// <param name="firingMode">What happens to nested triggers.</param>
    public StateMachine(Func<TState> stateAccessor, Action<TState> stateMutator, FiringMode firingMode)
    {
        ArgumentNullException.ThrowIfNull(stateAccessor);
        ArgumentNullException.ThrowIfNull(stateMutator);
        read = stateAccessor;
        write = stateMutator;
        initialState = stateAccessor();
        mode = firingMode;
    }

    /// <summary>The current state.</summary>
    public TState State => read();

    /// <summary>Starts or continues the configuration of a state.</summary>
    /// <param name="state">The state to configure.</param>
    /// <returns>The fluent configuration.</returns>
    public StateConfiguration Configure(TState state) => new(this, NodeOf(state));

    /// <summary>Whether the machine is in a state or one of its substates.</summary>
    /// <param name="state">The state asked for.</param>
    /// <returns>True if it is.</returns>
    public bool IsInState(TState state) => NodeOf(State).IsWithin(state);

    /// <summary>Whether a trigger would be handled now. Guards run.</summary>
    /// <param name="trigger">The trigger asked for.</param>
    /// <returns>True if it would.</returns>
    /// <exception cref="InvalidOperationException">The guards of two handlers hold at once.</exception>
    public bool CanFire(TTrigger trigger) => NodeOf(State).Find(trigger) is { IsMet: true };

    /// <summary>Whether a trigger would be handled now, and which guards say no.</summary>
    /// <param name="trigger">The trigger asked for.</param>
    /// <param name="unmetGuards">Descriptions of the guards that are false; null when the state has no handler for the trigger.</param>
    /// <returns>True if it would.</returns>
    /// <exception cref="InvalidOperationException">The guards of two handlers hold at once.</exception>
    public bool CanFire(TTrigger trigger, out ICollection<string>? unmetGuards)
    {
        var found = NodeOf(State).Find(trigger);
        unmetGuards = found?.Unmet;
        return found is { IsMet: true };
    }

    /// <summary>Describes the configuration: states in the order in which they were first named, then mere destinations.</summary>
    /// <returns>The description, of which nothing changes when the machine does.</returns>
    public StateMachineInfo GetInfo()
    {
        var described = new Dictionary<TState, Node>(nodes);
        foreach (var kind in new[] { HandlerKind.Transition, HandlerKind.Reentry })
        {
            foreach (var handler in nodes.Values.SelectMany(node => node.Handlers).Where(handler => handler.Kind == kind))
            {
                described.TryAdd(handler.Destination, new Node(handler.Destination));
            }
        }

        var infos = described.ToDictionary(pair => pair.Key, pair => pair.Value.Describe());
        foreach (var (state, node) in described)
        {
            node.Relate(infos[state], infos);
        }

        return new StateMachineInfo(infos.Values, typeof(TState), typeof(TTrigger), new Node(initialState).Describe());
    }

    /// <summary>The current state, for a debugger.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"StateMachine {{ State = {State} }}";

    private Node NodeOf(TState state)
    {
        if (!nodes.TryGetValue(state, out var node))
        {
            nodes.Add(state, node = new Node(state));
        }

        return node;
    }
}
