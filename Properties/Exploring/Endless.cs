using System.Buffers.Binary;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>One state after another without end.</summary>
public readonly struct Endless : ITransitionSystem<Endless>
{
    public int StateBytes => sizeof(long);

    public int RuleCount => 1;

    public bool IsSymmetric => false;

    public Endless ForWorker() => this;

    public void Initial(SuccessorBuffer states) => states.Add(0, 0);

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        BinaryPrimitives.WriteInt64LittleEndian(next.Add(0, 0), BinaryPrimitives.ReadInt64LittleEndian(state) + 1);
        return 0;
    }

    public bool IsFinal(ReadOnlySpan<byte> state) => false;

    public void Canonicalize(Span<byte> state)
    {
    }
}
