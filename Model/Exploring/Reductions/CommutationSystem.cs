using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>A system explored step by step, in which every pair of neighbouring steps is looked at: whether what is joined can move, and
/// whether renumbering frames changes nothing.</summary>
/// <remarks>Invariant 0 is broken where a step that is joined to its neighbour does not commute with another actor's step, invariant 1
/// where a world and its renumbered twin lead to different worlds. That is what a reduction relies on, and it is decided here world by
/// world, by taking the steps in both orders.</remarks>
internal readonly struct CommutationSystem : ITransitionSystem<CommutationSystem>
{
    private const ulong Moves = 1;
    private const ulong Renames = 2;

    private readonly WorldSystem full;
    private readonly WorldSystem reduced;
    private readonly Plan<World> plan;
    private readonly Joins? joins;
    private readonly SuccessorBuffer[] buffers;

    public CommutationSystem(WorldSystem full, WorldSystem reduced, Plan<World> plan, Joins? joins)
    {
        this.full = full;
        this.reduced = reduced;
        this.plan = plan;
        this.joins = joins;
        buffers = [.. Enumerable.Range(0, 3).Select(_ => new SuccessorBuffer(full.StateBytes))];
    }

    public int StateBytes => full.StateBytes;

    public int RuleCount => full.RuleCount;

    public bool IsSymmetric => false;

    public CommutationSystem ForWorker() => new(full.ForWorker(), reduced.ForWorker(), plan, joins);

    public void Initial(SuccessorBuffer states) => full.Initial(states);

    public bool IsFinal(ReadOnlySpan<byte> state) => full.IsFinal(state);

    public void Canonicalize(Span<byte> state)
    {
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        var first = next.Count;
        full.Expand(state, next);
        var broken = 0UL;
        if (joins is not null && Objection(next, first) is not null)
        {
            broken |= Moves;
        }

        return reduced.IsSymmetric && Differing(state, next, first) is not null ? broken | Renames : broken;
    }

    /// <summary>What speaks against joining in a world: the step that does not move, and the other's step that it cannot pass.</summary>
    /// <param name="state">The world.</param>
    /// <returns>Their positions, or null.</returns>
    public (int Step, int Other)? ObjectionIn(ReadOnlySpan<byte> state)
    {
        var next = new SuccessorBuffer(StateBytes);
        full.Expand(state, next);
        return Objection(next, 0);
    }

    /// <summary>What speaks against renumbering in a world: the step that does something else there.</summary>
    /// <param name="state">The world.</param>
    /// <returns>Its position, or null.</returns>
    public int? DifferingIn(ReadOnlySpan<byte> state)
    {
        var next = new SuccessorBuffer(StateBytes);
        full.Expand(state, next);
        return Differing(state, next, 0);
    }

    private (int Step, int Other)? Objection(SuccessorBuffer next, int first)
    {
        for (var i = first; i < next.Count; i++)
        {
            var mover = joins!.Of(next.Rule(i));
            if (mover == Mover.None)
            {
                continue;
            }

            // A left mover must be able to come first wherever the other's step could; a right mover, to come last wherever it could.
            Expand(buffers[0], next.State(i));
            var others = mover == Mover.Left ? next : buffers[0];
            for (var j = mover == Mover.Left ? first : 0; j < others.Count; j++)
            {
                if (others.Actor(j) != next.Actor(i) && !Commutes(next, first, i, others, j, mover))
                {
                    return (next.Rule(i), others.Rule(j));
                }
            }
        }

        return null;
    }

    private bool Commutes(SuccessorBuffer next, int first, int mine, SuccessorBuffer others, int other, Mover mover)
    {
        if (mover == Mover.Left)
        {
            Expand(buffers[1], others.State(other));
            var after = Find(buffers[1], 0, next.Actor(mine), next.Rule(mine), default);
            return after >= 0 && Find(buffers[0], 0, others.Actor(other), others.Rule(other), buffers[1].State(after)) >= 0;
        }

        for (var k = first; k < next.Count; k++)
        {
            if (next.Actor(k) == others.Actor(other) && next.Rule(k) == others.Rule(other))
            {
                Expand(buffers[1], next.State(k));
                if (Find(buffers[1], 0, next.Actor(mine), next.Rule(mine), others.State(other)) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first step that leads a world and its renumbered twin to worlds that differ in more than numbers.</summary>
    private int? Differing(ReadOnlySpan<byte> state, SuccessorBuffer next, int first)
    {
        Span<byte> twin = stackalloc byte[StateBytes];
        state.CopyTo(twin);
        reduced.Canonicalize(twin);
        Expand(buffers[2], twin);
        Span<byte> here = stackalloc byte[StateBytes];
        Span<byte> there = stackalloc byte[StateBytes];
        for (var i = first; i < next.Count; i++)
        {
            if (i - first >= buffers[2].Count)
            {
                return next.Rule(i);
            }

            next.State(i).CopyTo(here);
            buffers[2].State(i - first).CopyTo(there);
            reduced.Canonicalize(here);
            reduced.Canonicalize(there);
            if (!here.SequenceEqual(there))
            {
                return next.Rule(i);
            }
        }

        return null;
    }

    private void Expand(SuccessorBuffer buffer, ReadOnlySpan<byte> state)
    {
        buffer.Clear();
        full.Expand(state, buffer);
    }

    private static int Find(SuccessorBuffer buffer, int first, int actor, int rule, ReadOnlySpan<byte> state)
    {
        for (var i = first; i < buffer.Count; i++)
        {
            if (buffer.Actor(i) == actor && buffer.Rule(i) == rule && (state.IsEmpty || buffer.State(i).SequenceEqual(state)))
            {
                return i;
            }
        }

        return -1;
    }
}
