namespace Stateless;

/// <content>Firing: from a trigger to the next state.</content>
public partial class StateMachine<TState, TTrigger>
{
    private readonly FiringMode mode;
    private readonly Queue<TTrigger> waiting = new();
    private Action<TState, TTrigger, ICollection<string>?> unhandled = Refuse;
    private Action<Transition>? transitioned;
    private bool isFiring;

    /// <summary>Fires a trigger: exit actions, the new state, <see cref="OnTransitioned"/>, entry actions, in this order.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="InvalidOperationException">Nothing handles it, or the guards of two handlers hold at once.</exception>
    public void Fire(TTrigger trigger)
    {
        if (mode == FiringMode.Immediate)
        {
            Handle(trigger);
            return;
        }

        waiting.Enqueue(trigger);
        if (isFiring)
        {
            return;
        }

        isFiring = true;
        try
        {
            while (waiting.TryDequeue(out var next))
            {
                Handle(next);
            }
        }
        finally
        {
            isFiring = false;
        }
    }

    /// <summary>Replaces the exception for a trigger that nothing handles.</summary>
    /// <param name="unhandledTriggerAction">Gets the state and the trigger.</param>
    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        unhandled = (state, trigger, _) => unhandledTriggerAction(state, trigger);
    }

    /// <summary>Replaces the exception for a trigger that nothing handles.</summary>
    /// <param name="unhandledTriggerAction">Gets the state, the trigger and the guards that were false; null without a handler.</param>
    public void OnUnhandledTrigger(Action<TState, TTrigger, ICollection<string>?> unhandledTriggerAction)
    {
        ArgumentNullException.ThrowIfNull(unhandledTriggerAction);
        unhandled = unhandledTriggerAction;
    }

    /// <summary>Adds a listener to every change of state and re-entry: after the state is written, before the entry actions.</summary>
    /// <param name="onTransitionAction">The listener.</param>
    public void OnTransitioned(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        transitioned += onTransitionAction;
    }

    private static void Refuse(TState state, TTrigger trigger, ICollection<string>? unmet) =>
        throw new InvalidOperationException(unmet is { Count: > 0 }
            ? $"Trigger '{trigger}' is valid for transition from state '{state}' but a guard conditions are not met. "
                + $"Guard descriptions: '{string.Join(", ", unmet)}'."
            : $"No valid leaving transitions are permitted from state '{state}' for trigger '{trigger}'. Consider ignoring the trigger.");

    private void Handle(TTrigger trigger)
    {
        var source = State;
        var node = NodeOf(source);
        var found = node.Find(trigger);
        if (found is not { IsMet: true })
        {
            unhandled(source, trigger, found?.Unmet);
            return;
        }

        var handler = found.Handler;
        switch (handler.Kind)
        {
            case HandlerKind.Ignored:
                break;
            case HandlerKind.Internal:
                handler.Action!(new Transition(source, source, trigger));
                break;
            case HandlerKind.Reentry:
                Reenter(node, new Transition(source, handler.Destination, trigger));
                break;
            case HandlerKind.Transition when source.Equals(handler.Destination):
                // Only a superstate can permit the way to where the machine already is; that way is not taken.
                break;
            case HandlerKind.Transition:
                Move(node, new Transition(source, handler.Destination, trigger));
                break;
        }
    }

    private void Move(Node node, Transition transition)
    {
        node.Exit(transition);
        write(transition.Destination);
        transitioned?.Invoke(transition);
        NodeOf(transition.Destination).Enter(transition);
    }

    private void Reenter(Node node, Transition transition)
    {
        var target = NodeOf(transition.Destination);
        node.Exit(transition);
        if (!transition.IsReentry)
        {
            transition = new Transition(transition.Destination, transition.Destination, transition.Trigger);
            target.Exit(transition);
        }

        transitioned?.Invoke(transition);
        target.Enter(transition);
        write(transition.Destination);
    }
}
