using System.Buffers.Binary;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>A packed system as one of longer states: the word, and behind it bytes that depend on it.</summary>
/// <typeparam name="TSystem">The packed system.</typeparam>
/// <param name="stateBytes">The length of a state, at least 8.</param>
public readonly struct Widened<TSystem>(int stateBytes) : ITransitionSystem<Widened<TSystem>>
    where TSystem : struct, IPackedSystem
{
    public int StateBytes => stateBytes;

    public int RuleCount => TSystem.RuleCount;

    public bool IsSymmetric => TSystem.IsSymmetric;

    public Widened<TSystem> ForWorker() => this;

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

    public void Canonicalize(Span<byte> state) =>
        Write(TSystem.Canonical(BinaryPrimitives.ReadUInt64LittleEndian(state)), state);

    private static void Write(ulong word, Span<byte> state)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(state, word);
        for (var i = sizeof(ulong); i < state.Length; i++)
        {
            state[i] = (byte)(word >> ((i % sizeof(ulong)) * 8));
        }
    }

    private readonly struct BufferSink(SuccessorBuffer next) : IPackedSink
    {
        public void Add(int rule, int actor, ulong state) => Write(state, next.Add(rule, actor));
    }
}
