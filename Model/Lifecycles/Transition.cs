namespace Hmm.Model.Lifecycles;

/// <summary>One permitted step of a lifecycle.</summary>
/// <typeparam name="TState">The states.</typeparam>
/// <typeparam name="TTrigger">The triggers.</typeparam>
/// <param name="From">The state before.</param>
/// <param name="On">The trigger.</param>
/// <param name="To">The state after.</param>
public readonly record struct Transition<TState, TTrigger>(TState From, TTrigger On, TState To)
    where TState : struct, Enum
    where TTrigger : struct, Enum;
