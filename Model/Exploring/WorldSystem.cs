using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>A protocol within a scope, as the explorer sees it: actors take their steps in every order.</summary>
/// <remarks>A rule is a step of the plan; the step with which an operation begins starts it. An idle actor may begin any of its
/// operations.</remarks>
public readonly struct WorldSystem : ITransitionSystem<WorldSystem>
{
    private const int FramesMax = 15;
    private readonly Runner runner;
    private readonly Scope scope;
    private readonly ImmutableArray<Invariant> invariants;
    private readonly WorldCodec codec;
    private readonly int[][] entries;

    /// <summary>A system.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    public WorldSystem(Protocol protocol, Scope scope)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(scope);
        runner = new Runner(protocol.Watched);
        this.scope = scope;
        invariants = protocol.Invariants;
        codec = new WorldCodec(scope, FramesMax);
        entries = [.. scope.Actors.Select(menu => menu.Select(invocation => protocol.Plan.Entry(invocation.Operation)).ToArray())];
    }

    /// <inheritdoc/>
    public int StateBytes => codec.Length;

    /// <inheritdoc/>
    public int RuleCount => runner.Plan.Length + 1;

    /// <inheritdoc/>
    public bool IsSymmetric => false;

    /// <inheritdoc/>
    public WorldSystem ForWorker() => this;

    /// <inheritdoc/>
    public void Initial(SuccessorBuffer states)
    {
        ArgumentNullException.ThrowIfNull(states);
        codec.Encode(in codec.Start, states.Add(0, 0));
    }

    /// <summary>The world that a state stands for.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The world.</returns>
    public World Decode(ReadOnlySpan<byte> state)
    {
        codec.Decode(state, out var world);
        return world;
    }

    /// <inheritdoc/>
    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        ArgumentNullException.ThrowIfNull(next);
        codec.Decode(state, out var world);
        var broken = Invariant.Broken(in world, invariants);
        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            if (world.Flights[actor].Position != 0)
            {
                Continue(ref world, actor, world.Flights[actor].Position, next);
                continue;
            }

            var menu = scope.Actors[actor];
            for (var i = 0; i < menu.Length; i++)
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
    }

    private void Start(ref World begun, int actor, int entry, SuccessorBuffer next)
    {
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
                codec.Encode(in successor, next.Add(position, actor));
            }
        }
    }
}
