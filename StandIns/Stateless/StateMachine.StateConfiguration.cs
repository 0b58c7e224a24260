using Stateless.Reflection;

namespace Stateless;

/// <content>The fluent configuration of one state.</content>
public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Configures one state; every call returns the same object.</summary>
    public class StateConfiguration
    {
        private readonly Node node;

        internal StateConfiguration(StateMachine<TState, TTrigger> machine, Node node)
        {
            Machine = machine;
            this.node = node;
        }

        /// <summary>The state that is configured.</summary>
        public TState State => node.State;

        /// <summary>The machine that is configured.</summary>
        public StateMachine<TState, TTrigger> Machine { get; }

        /// <summary>A trigger leads to another state.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="destinationState">The other state.</param>
        /// <returns>This.</returns>
        /// <exception cref="ArgumentException">The destination is this state.</exception>
        public StateConfiguration Permit(TTrigger trigger, TState destinationState) =>
            Add(new Handler(HandlerKind.Transition, trigger, Other(destinationState)));

        /// <summary>A trigger leads to another state while a guard holds.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="destinationState">The other state.</param>
        /// <param name="guard">The guard.</param>
        /// <param name="guardDescription">What a diagram and an error say of the guard.</param>
        /// <returns>This.</returns>
        /// <exception cref="ArgumentException">The destination is this state.</exception>
        public StateConfiguration PermitIf(TTrigger trigger, TState destinationState, Func<bool> guard, string? guardDescription = null) =>
            Add(new Handler(HandlerKind.Transition, trigger, Other(destinationState), Guarded(guard, guardDescription)));

        /// <summary>A trigger leaves this state and enters it again.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <returns>This.</returns>
        public StateConfiguration PermitReentry(TTrigger trigger) => Add(new Handler(HandlerKind.Reentry, trigger, State));

        /// <summary>A trigger leaves this state and enters it again while a guard holds.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="guard">The guard.</param>
        /// <param name="guardDescription">What a diagram and an error say of the guard.</param>
        /// <returns>This.</returns>
        public StateConfiguration PermitReentryIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(new Handler(HandlerKind.Reentry, trigger, State, Guarded(guard, guardDescription)));

        /// <summary>A trigger changes nothing and calls nobody.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <returns>This.</returns>
        public StateConfiguration Ignore(TTrigger trigger) => Add(new Handler(HandlerKind.Ignored, trigger, State));

        /// <summary>A trigger changes nothing and calls nobody while a guard holds.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="guard">The guard.</param>
        /// <param name="guardDescription">What a diagram and an error say of the guard.</param>
        /// <returns>This.</returns>
        public StateConfiguration IgnoreIf(TTrigger trigger, Func<bool> guard, string? guardDescription = null) =>
            Add(new Handler(HandlerKind.Ignored, trigger, State, Guarded(guard, guardDescription)));

        /// <summary>A trigger runs an action and leaves the state alone. Diagrams show it with the guard "Function".</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="internalAction">The action.</param>
        /// <returns>This.</returns>
        public StateConfiguration InternalTransition(TTrigger trigger, Action internalAction)
        {
            ArgumentNullException.ThrowIfNull(internalAction);
            return InternalTransition(trigger, _ => internalAction());
        }

        /// <summary>A trigger runs an action and leaves the state alone. Diagrams show it with the guard "Function".</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="entryAction">The action.</param>
        /// <returns>This.</returns>
        public StateConfiguration InternalTransition(TTrigger trigger, Action<Transition> entryAction)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Add(new Handler(HandlerKind.Internal, trigger, State, Guarded(() => true, null), entryAction));
        }

        /// <summary>An action for every way into this state from outside it.</summary>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnEntry(Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Enter(_ => entryAction(), Invocation(entryAction, entryActionDescription));
        }

        /// <summary>An action for every way into this state from outside it.</summary>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return Enter(entryAction, Invocation(entryAction, entryActionDescription));
        }

        /// <summary>An action for the way into this state by one trigger.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnterFrom(trigger, _ => entryAction(), Invocation(entryAction, entryActionDescription));
        }

        /// <summary>An action for the way into this state by one trigger.</summary>
        /// <param name="trigger">The trigger.</param>
        /// <param name="entryAction">The action.</param>
        /// <param name="entryActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnEntryFrom(TTrigger trigger, Action<Transition> entryAction, string? entryActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(entryAction);
            return EnterFrom(trigger, entryAction, Invocation(entryAction, entryActionDescription));
        }

        /// <summary>An action for every way out of this state.</summary>
        /// <param name="exitAction">The action.</param>
        /// <param name="exitActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnExit(Action exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            node.ExitActions.Add(new ExitAction(_ => exitAction(), Invocation(exitAction, exitActionDescription)));
            return this;
        }

        /// <summary>An action for every way out of this state.</summary>
        /// <param name="exitAction">The action.</param>
        /// <param name="exitActionDescription">What a diagram says of it.</param>
        /// <returns>This.</returns>
        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null)
        {
            ArgumentNullException.ThrowIfNull(exitAction);
            node.ExitActions.Add(new ExitAction(exitAction, Invocation(exitAction, exitActionDescription)));
            return this;
        }

        /// <summary>Makes this state part of another one, whose handlers it then has too.</summary>
        /// <param name="superstate">The other state.</param>
        /// <returns>This.</returns>
        /// <exception cref="ArgumentException">The other state is this one or part of it.</exception>
        public StateConfiguration SubstateOf(TState superstate)
        {
            var above = Machine.NodeOf(superstate);
            if (above.IsWithin(State))
            {
                throw new ArgumentException(
                    $"Configuring {State} as a substate of {superstate} creates an illegal cyclic configuration.", nameof(superstate));
            }

            node.Superstate = above;
            above.Substates.Add(node);
            return this;
        }

        private static InvocationInfo Invocation(Delegate method, string? description) =>
            new(method.Method.Name, description, InvocationInfo.Timing.Synchronous);

        private static Guard Guarded(Func<bool> guard, string? description)
        {
            ArgumentNullException.ThrowIfNull(guard);
            return new Guard(guard, Invocation(guard, description));
        }

        private StateConfiguration Add(Handler handler)
        {
            node.Add(handler);
            return this;
        }

        private StateConfiguration Enter(Action<Transition> action, InvocationInfo method)
        {
            node.EntryActions.Add(new EntryAction(action, new ActionInfo(method, null), _ => true));
            return this;
        }

        private StateConfiguration EnterFrom(TTrigger trigger, Action<Transition> action, InvocationInfo method)
        {
            node.EntryActions.Add(new EntryAction(action, new ActionInfo(method, trigger.ToString()), fired => fired.Equals(trigger)));
            return this;
        }

        private TState Other(TState destination) => !destination.Equals(State) ? destination : throw new ArgumentException(
            "Permit() (and PermitIf()) require that the destination state is not equal to the source state. "
            + "To accept a trigger without changing state, use either Ignore() or PermitReentry().");
    }
}
