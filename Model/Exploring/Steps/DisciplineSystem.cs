using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Hmm.Model.Locking;

namespace Hmm.Model.Exploring.Steps;

/// <summary>A protocol with a monitor of its lock discipline: a world is broken from which a step breaks it.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
internal readonly struct DisciplineSystem<TWorld>(StepSystem<TWorld> inner, LockClass lockClass)
    : ITransitionSystem<DisciplineSystem<TWorld>>
    where TWorld : unmanaged, IStepWorld<TWorld>
{
    private readonly ImmutableArray<bool> holding = inner.Protocol.Plan.Holding(lockClass);

    public int StateBytes => inner.StateBytes;

    public int RuleCount => inner.RuleCount;

    public bool IsSymmetric => false;

    public DisciplineSystem<TWorld> ForWorker() => this;

    public void Initial(SuccessorBuffer states) => inner.Initial(states);

    public bool IsFinal(ReadOnlySpan<byte> state) => true;

    public void Canonicalize(Span<byte> state)
    {
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        inner.Expand(state, next);
        return Find(state) is null ? 0UL : 1UL;
    }

    /// <summary>The step from a state that breaks the discipline, in words.</summary>
    public string Culprit(ReadOnlySpan<byte> state)
    {
        var choice = Find(state)!.Value;
        var plan = inner.Protocol.Plan;
        return $"{inner.Protocol.Actors[choice.Actor].Name}: {plan.OperationAt(choice.Position).Name}: {plan.Step(choice.Position).Label}";
    }

    private StepChoice? Find(ReadOnlySpan<byte> state)
    {
        var world = inner.Decode(state);
        var sink = new WatchingSink(this, world);
        inner.Leave(ref world, ref sink);
        return sink.Culprit;
    }

    private bool Breaks(TWorld before, TWorld after, StepChoice choice)
    {
        foreach (var guard in inner.Protocol.Guards)
        {
            if (guard.Class == lockClass && Touches(guard, ref before, ref after) && !Holds(guard.Lock, ref before, ref after, choice))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(int number, ref TWorld before, ref TWorld after, StepChoice choice)
    {
        var isTaken = false;
        foreach (var use in inner.Protocol.Plan.Step(choice.Position).Takes)
        {
            isTaken |= use.Class == lockClass;
        }

        return (holding[choice.Position] && TWorld.HeldLock(ref before, choice.Actor, lockClass) == number)
            || (isTaken && TWorld.HeldLock(ref after, choice.Actor, lockClass) == number);
    }

    private static bool Touches(StepGuard<TWorld> guard, ref TWorld before, ref TWorld after)
    {
        var (changed, raised) = (guard.Changed, guard.Raised);
        var was = Words(ref before);
        var now = Words(ref after);
        var watched = Words(ref changed);
        var kept = Words(ref raised);
        for (var i = 0; i < was.Length; i++)
        {
            if ((((was[i] ^ now[i]) & watched[i]) | (~was[i] & now[i] & kept[i])) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Span<ulong> Words(ref TWorld world) => MemoryMarshal.Cast<TWorld, ulong>(new Span<TWorld>(ref world));

    private struct WatchingSink(DisciplineSystem<TWorld> monitor, TWorld before) : IStepSink<TWorld>
    {
        public StepChoice? Culprit { get; private set; }

        public void Add(ref TWorld after, StepChoice step) => Culprit ??= monitor.Breaks(before, after, step) ? step : null;
    }
}
