using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Stateless;
using Stateless.Graph;

namespace Hmm.Model.Lifecycles;

/// <summary>A lifecycle: what the Stateless configuration permits, compiled into a table that the engines ask.</summary>
/// <remarks>The configuration is the only source. The machine itself is never fired while exploring: a table look-up is some hundred times
/// faster and allocates nothing.</remarks>
/// <typeparam name="TState">The states, an enum of bytes counted from 0.</typeparam>
/// <typeparam name="TTrigger">The triggers, an enum of bytes counted from 0.</typeparam>
public sealed class Lifecycle<TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private const byte Forbidden = byte.MaxValue;
    private readonly byte[] next;
    private readonly int triggers = Enum.GetValues<TTrigger>().Length;

    /// <summary>Compiles a lifecycle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="initial">The state that life begins in.</param>
    /// <param name="configure">Declares what is permitted.</param>
    public Lifecycle(string name, TState initial, Action<StateMachine<TState, TTrigger>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Name = name;
        Initial = initial;
        Configure = configure;
        var rows = ImmutableArray.CreateBuilder<Transition<TState, TTrigger>>();
        next = new byte[Enum.GetValues<TState>().Length * triggers];
        Array.Fill(next, Forbidden);
        foreach (var state in Machine(initial).GetInfo().States)
        {
            foreach (var transition in state.FixedTransitions)
            {
                var row = new Transition<TState, TTrigger>(
                    (TState)state.UnderlyingState,
                    (TTrigger)transition.Trigger.UnderlyingTrigger,
                    (TState)transition.DestinationState.UnderlyingState);
                rows.Add(row);
                next[Index(Unsafe.BitCast<TState, byte>(row.From), Unsafe.BitCast<TTrigger, byte>(row.On))] =
                    Unsafe.BitCast<TState, byte>(row.To);
            }
        }

        Transitions = rows.ToImmutable();
    }

    /// <summary>The name, in a word or two.</summary>
    public string Name { get; }

    /// <summary>The state that life begins in.</summary>
    public TState Initial { get; }

    /// <summary>Every permitted transition, in the order of configuration.</summary>
    public ImmutableArray<Transition<TState, TTrigger>> Transitions { get; }

    private Action<StateMachine<TState, TTrigger>> Configure { get; }

    /// <summary>The state after a trigger.</summary>
    /// <param name="state">The state.</param>
    /// <param name="on">The trigger.</param>
    /// <returns>The next state, or null where the lifecycle does not permit the trigger.</returns>
    public TState? Next(TState state, TTrigger on)
    {
        var to = next[Index(Unsafe.BitCast<TState, byte>(state), Unsafe.BitCast<TTrigger, byte>(on))];
        return to == Forbidden ? null : Unsafe.BitCast<byte, TState>(to);
    }

    /// <summary>A machine of the Stateless package with this configuration, whose state the caller keeps.</summary>
    /// <param name="state">The state that it starts in.</param>
    /// <returns>The machine.</returns>
    public StateMachine<TState, TTrigger> Machine(TState state)
    {
        var machine = new StateMachine<TState, TTrigger>(state, FiringMode.Immediate);
        Configure(machine);
        return machine;
    }

    /// <summary>The lifecycle as a Mermaid state diagram.</summary>
    /// <returns>The diagram's text.</returns>
    public string ToMermaid() => MermaidGraph.Format(Machine(Initial).GetInfo(), MermaidGraphDirection.LeftToRight);

    private int Index(byte state, byte on) => (state * triggers) + on;
}
