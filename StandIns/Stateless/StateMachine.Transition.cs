namespace Stateless;

/// <content>What listeners and actions are told of a transition.</content>
public partial class StateMachine<TState, TTrigger>
{
    /// <summary>One way from a state to a state.</summary>
    /// <param name="source">The state before.</param>
    /// <param name="destination">The state after.</param>
    /// <param name="trigger">What was fired.</param>
    public class Transition(TState source, TState destination, TTrigger trigger)
    {
        /// <summary>The state before.</summary>
        public TState Source { get; } = source;

        /// <summary>The state after.</summary>
        public TState Destination { get; } = destination;

        /// <summary>What was fired.</summary>
        public TTrigger Trigger { get; } = trigger;

        /// <summary>Whether the state is left and entered again.</summary>
        public bool IsReentry => Source.Equals(Destination);
    }
}
