namespace Hmm.Model.Exploring.Steps;

/// <summary>A protocol in which the steps of sections are tried in both orders with the steps of others.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
internal readonly struct MoverSystem<TWorld>(StepSystem<TWorld> inner, Movers<TWorld> movers) : ITransitionSystem<MoverSystem<TWorld>>
    where TWorld : unmanaged, IStepWorld<TWorld>
{
    public int StateBytes => inner.StateBytes;

    public int RuleCount => inner.RuleCount;

    public bool IsSymmetric => false;

    public MoverSystem<TWorld> ForWorker() => this;

    public void Initial(SuccessorBuffer states) => inner.Initial(states);

    public bool IsFinal(ReadOnlySpan<byte> state) => true;

    public void Canonicalize(Span<byte> state)
    {
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        inner.Expand(state, next);
        movers.Try(inner, inner.Decode(state));
        return 0;
    }
}
