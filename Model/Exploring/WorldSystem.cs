using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>A protocol within a scope, as the explorer sees it: actors take their steps in every order.</summary>
/// <remarks>A rule is a step of the plan; the step with which an operation begins starts it. An idle actor may begin any of its
/// operations.</remarks>
public readonly struct WorldSystem : ITransitionSystem<WorldSystem>
{
    private readonly Protocol protocol;
    private readonly Runner runner;
    private readonly Scope scope;
    private readonly WorldCodec codec;
    private readonly int[][] entries;
    private readonly ImmutableArray<Witness> witnesses;
    private readonly bool[] witnessed;
    private readonly Joins? joins;

    /// <summary>A system.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="reduction">What to leave out.</param>
    /// <exception cref="ArgumentException">The scope names an operation that the protocol does not have, or its prelude does not
    /// end.</exception>
    public WorldSystem(Protocol protocol, Scope scope, Reduction reduction = Reduction.None)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(scope);
        this.protocol = protocol;
        runner = new Runner(protocol.Watched);
        joins = reduction.HasFlag(Reduction.Join) ? new(runner) : null;
        IsSymmetric = reduction.HasFlag(Reduction.Frames);
        this.scope = scope;
        codec = new WorldCodec(scope, Begin(runner, scope));
        entries = [.. scope.Actors.Select(menu => menu.Select(invocation => protocol.Plan.Entry(invocation.Operation)).ToArray())];
        var name = protocol.Scopes.FirstOrDefault(named => named.Scope == scope)?.Name;
        witnesses = [.. protocol.Witnesses.Where(witness => witness.Scope == name)];
        witnessed = new bool[witnesses.Length];
    }

    private WorldSystem(WorldSystem shared)
    {
        this = shared;
        witnessed = new bool[witnesses.Length];
    }

    /// <inheritdoc/>
    public int StateBytes => codec.Length;

    /// <inheritdoc/>
    public int RuleCount => runner.Plan.Length + 1 + witnesses.Length;

    /// <inheritdoc/>
    public bool IsSymmetric { get; }

    /// <inheritdoc/>
    public WorldSystem ForWorker() => new(this);

    /// <inheritdoc/>
    public void Initial(SuccessorBuffer states)
    {
        ArgumentNullException.ThrowIfNull(states);
        codec.Encode(in codec.Start, states.Add(0, 0));
    }

    /// <summary>What must be able to happen in this scope.</summary>
    public ImmutableArray<Witness> Witnesses => witnesses;

    /// <summary>When a witness was first seen.</summary>
    /// <param name="statistics">What an exploration of this system counted.</param>
    /// <param name="witness">Its index in <see cref="Witnesses"/>.</param>
    /// <returns>The depth in steps, -1 when it was never seen.</returns>
    public int DepthOf(Statistics statistics, int witness)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return statistics.Rules[runner.Plan.Length + 1 + witness] is { Fired: > 0 } seen ? seen.FirstDepth - 1 : -1;
    }

    /// <summary>The world that a state stands for.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The world.</returns>
    public World Decode(ReadOnlySpan<byte> state)
    {
        codec.Decode(state, out var world);
        return world;
    }

    /// <summary>The state of a world.</summary>
    /// <param name="world">A world of this scope.</param>
    /// <param name="state">Takes the state, <see cref="StateBytes"/> long.</param>
    internal void Encode(in World world, Span<byte> state) => codec.Encode(in world, state);

    /// <inheritdoc/>
    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        ArgumentNullException.ThrowIfNull(next);
        codec.Decode(state, out var world);
        var broken = Invariant.Broken(in world, protocol.Invariants);
        Look(in world, next);
        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            if (world.Flights[actor].Position != 0)
            {
                Continue(ref world, actor, world.Flights[actor].Position, next);
                continue;
            }

            var menu = scope.Actors[actor];
            for (var i = 0; i < menu.Length && (scope.Times == 0 || world.Begun[actor] < scope.Times); i++)
            {
                if (world.Space(menu[i].Binding.Space).IsAlive)
                {
                    var begun = world;
                    runner.Begin(ref begun, actor, entries[actor][i], menu[i].Binding);
                    Start(ref begun, actor, entries[actor][i], next);
                }
            }
        }

        return broken;
    }

    /// <inheritdoc/>
    public bool IsFinal(ReadOnlySpan<byte> state) => Decode(state).IsQuiet();

    /// <inheritdoc/>
    public void Canonicalize(Span<byte> state)
    {
        if (IsSymmetric)
        {
            codec.Decode(state, out var world);
            FrameNames.Canonicalize(ref world, scope);
            codec.Encode(in world, state);
        }
    }

    private static World Begin(Runner runner, Scope scope)
    {
        var world = scope.Start();
        world.FrameCount = (byte)scope.Frames;
        foreach (var invocation in scope.Prelude)
        {
            runner.Begin(ref world, 0, runner.Plan.Entry(invocation.Operation), invocation.Binding);
            var stop = runner.Run(ref world, 0);
            for (; stop == Stop.Choice; stop = runner.Run(ref world, 0))
            {
                runner.Take(ref world, 0, 0);
            }

            if (stop != Stop.Done)
            {
                throw new ArgumentException($"The prelude's {invocation.Operation} does not end: it is {stop}.", nameof(scope));
            }
        }

        return world;
    }

    /// <summary>Tells of the witnesses that this worker sees for the first time.</summary>
    private void Look(in World world, SuccessorBuffer next)
    {
        for (var i = 0; i < witnesses.Length; i++)
        {
            if (!witnessed[i] && witnesses[i].Holds(in world))
            {
                witnessed[i] = true;
                next.Tell(runner.Plan.Length + 1 + i);
            }
        }
    }

    private void Start(ref World begun, int actor, int entry, SuccessorBuffer next)
    {
        begun.Begun[actor] += (byte)(scope.Times > 0 ? 1 : 0);
        if (runner.Plan.OperationAt(entry).Requires is not { } requires || requires(ref begun, actor))
        {
            Continue(ref begun, actor, begun.Flights[actor].Position, next);
        }
    }

    private void Continue(ref World world, int actor, int position, SuccessorBuffer next)
    {
        if (!runner.IsEnabled(ref world, actor))
        {
            return;
        }

        for (var arm = 0; arm < runner.Plan.Arms(position); arm++)
        {
            if (runner.Plan.IsPermitted(ref world, actor, position, arm))
            {
                var successor = world;
                runner.Take(ref successor, actor, arm);
                joins?.Follow(ref successor, actor, position, next);
                codec.Encode(in successor, next.Add(position, actor));
            }
        }
    }
}
