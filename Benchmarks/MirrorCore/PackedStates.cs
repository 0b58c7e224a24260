using System.Buffers.Binary;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A packed system as one of byte strings, for engines that take no other.</summary>
internal readonly struct PackedStates<TSystem> : ITransitionSystem<PackedStates<TSystem>>
    where TSystem : struct, IPackedSystem
{
    public int StateBytes => sizeof(ulong);

    public int RuleCount => TSystem.RuleCount;

    public bool IsSymmetric => TSystem.IsSymmetric;

    public PackedStates<TSystem> ForWorker() => this;

    public void Initial(SuccessorBuffer states)
    {
        var sink = new BufferSink(states);
        TSystem.Initial(ref sink);
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        var sink = new BufferSink(next);
        var word = BinaryPrimitives.ReadUInt64LittleEndian(state);
        TSystem.Successors(word, ref sink);
        return TSystem.Broken(word);
    }

    public bool IsFinal(ReadOnlySpan<byte> state) => TSystem.IsFinal(BinaryPrimitives.ReadUInt64LittleEndian(state));

    public void Canonicalize(Span<byte> state) => BinaryPrimitives.WriteUInt64LittleEndian(
        state, TSystem.Canonical(BinaryPrimitives.ReadUInt64LittleEndian(state)));

    private readonly struct BufferSink(SuccessorBuffer next) : IPackedSink
    {
        public void Add(int rule, int actor, ulong state) => BinaryPrimitives.WriteUInt64LittleEndian(next.Add(rule, actor), state);
    }
}
