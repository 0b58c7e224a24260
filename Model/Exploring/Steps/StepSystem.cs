using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Steps;

/// <summary>A protocol on a world of its own, as the explorer sees it: actors take their steps in every order.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <remarks>
/// A rule is a step of the plan, by its position; the step with which an operation begins starts it. An idle actor may call any of its
/// operations. A world without successors is an end when every actor is idle, and a deadlock otherwise. Nothing is allocated for a state:
/// a world is a value on the stack, and what is stored of it are the bits that the protocol declares.
/// </remarks>
public readonly struct StepSystem<TWorld> : ITransitionSystem<StepSystem<TWorld>>
    where TWorld : unmanaged, IStepWorld<TWorld>
{
    private readonly StepProtocol<TWorld> protocol;
    private readonly Plan<TWorld> plan;
    private readonly StepCodec<TWorld> codec;
    private readonly Claim<TWorld>[] claims;
    private readonly Entry[][] entries;

    /// <summary>A system.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <exception cref="ArgumentException">The protocol calls what is not there, or has more than the engine takes.</exception>
    public StepSystem(StepProtocol<TWorld> protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.Actors.Length is 0 or > 64 || protocol.Claims.Length > 64)
        {
            throw new ArgumentException("A protocol has 1 to 64 actors and at most 64 claims.", nameof(protocol));
        }

        if (protocol.Plan.Operations.FirstOrDefault(static operation => operation.Steps[0].IsLocal) is { } hidden)
        {
            throw new ArgumentException(
                $"Operation '{hidden.Name}' begins with a local step, and there is no step before it to run it with.", nameof(protocol));
        }

        this.protocol = protocol;
        plan = protocol.Plan;
        codec = new StepCodec<TWorld>(protocol.Start, protocol.Bits);
        claims = [.. protocol.Claims.Select(static claim => claim.Holds)];
        entries = [.. protocol.Actors.Select(actor => actor.Calls.Select(call => new Entry(protocol.Plan, call)).ToArray())];
    }

    /// <summary>The protocol.</summary>
    public StepProtocol<TWorld> Protocol => protocol;

    /// <inheritdoc/>
    public int StateBytes => codec.StateWords * sizeof(ulong);

    /// <inheritdoc/>
    public int RuleCount => plan.Length + 1;

    /// <inheritdoc/>
    public bool IsSymmetric => protocol.Symmetry is not null;

    /// <inheritdoc/>
    public StepSystem<TWorld> ForWorker() => this;

    /// <inheritdoc/>
    public void Initial(SuccessorBuffer states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var start = protocol.Start;
        Encode(ref start, states.Add(0, 0));
    }

    /// <summary>The world that a state stands for.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The world.</returns>
    public TWorld Decode(ReadOnlySpan<byte> state)
    {
        codec.Decode(ref Word(state), out var world);
        return world;
    }

    /// <inheritdoc/>
    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        ArgumentNullException.ThrowIfNull(next);
        codec.Decode(ref Word(state), out var world);
        var sink = new EncodingSink(codec, next);
        Leave(ref world, ref sink);
        return Broken(ref world);
    }

    /// <inheritdoc/>
    public bool IsFinal(ReadOnlySpan<byte> state)
    {
        codec.Decode(ref Word(state), out var world);
        for (var actor = 0; actor < entries.Length; actor++)
        {
            if (TWorld.Position(ref world, actor) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Canonicalize(Span<byte> state)
    {
        if (protocol.Symmetry is { } symmetry)
        {
            codec.Decode(ref Word(state), out var world);
            symmetry(ref world);
            state.Clear();
            Encode(ref world, state);
        }
    }

    /// <summary>Which claims a world breaks.</summary>
    internal ulong Broken(ref TWorld world)
    {
        var broken = 0UL;
        for (var i = 0; i < claims.Length; i++)
        {
            broken |= claims[i](ref world) ? 0UL : 1UL << i;
        }

        return broken;
    }

    /// <summary>Finds the steps that are possible in a world, always in the same order.</summary>
    /// <param name="world">The world, which is as before afterwards.</param>
    /// <param name="sink">Takes the steps.</param>
    internal void Leave<TSink>(ref TWorld world, ref TSink sink)
        where TSink : struct, IStepSink<TWorld>
    {
        for (var actor = 0; actor < entries.Length; actor++)
        {
            ref var position = ref TWorld.Position(ref world, actor);
            if (position != 0)
            {
                Continue(ref world, new StepChoice(actor, position, -1, 0), ref sink);
                continue;
            }

            var calls = entries[actor];
            for (var i = 0; i < calls.Length; i++)
            {
                TWorld.Begin(ref world, actor, calls[i].Argument);
                if (calls[i].Requires is not { } requires || requires(ref world, actor))
                {
                    position = calls[i].Position;
                    Continue(ref world, new StepChoice(actor, position, i, 0), ref sink);
                }

                TWorld.End(ref world, actor);
                position = 0;
            }
        }
    }

    private static ref ulong Word(ReadOnlySpan<byte> state) => ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(state));

    private void Encode(ref TWorld world, Span<byte> state) => codec.Encode(ref world, ref Word(state));

    private void Continue<TSink>(ref TWorld world, StepChoice step, ref TSink sink)
        where TSink : struct, IStepSink<TWorld>
    {
        var planned = plan.Steps[step.Position - 1];
        if (planned.Guard is { } guard && !guard(ref world, step.Actor))
        {
            return;
        }

        for (var arm = 0; arm < planned.Arms; arm++)
        {
            if (planned.Permits is not { } permits || permits(ref world, step.Actor, arm))
            {
                var after = world;
                var next = plan.Run(ref after, step.Actor, step.Position, arm);
                TWorld.Position(ref after, step.Actor) = (ushort)next;
                if (next == 0)
                {
                    TWorld.End(ref after, step.Actor);
                }

                sink.Add(ref after, step with { Arm = arm });
            }
        }
    }

    /// <summary>A call, looked up once.</summary>
    private readonly struct Entry(Plan<TWorld> plan, StepCall call)
    {
        public readonly int Argument = call.Argument;
        public readonly ushort Position = checked((ushort)plan.Entry(call.Operation));
        public readonly Condition<TWorld>? Requires = plan.OperationAt(plan.Entry(call.Operation)).Requires;
    }

    private readonly struct EncodingSink(StepCodec<TWorld> codec, SuccessorBuffer next) : IStepSink<TWorld>
    {
        private readonly bool isWord = codec.StateWords == 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref TWorld after, StepChoice step)
        {
            if (isWord)
            {
                next.Add(step.Position, step.Actor, codec.EncodeWord(ref after));
            }
            else
            {
                codec.Encode(ref after, ref Word(next.Add(step.Position, step.Actor)));
            }
        }
    }
}
