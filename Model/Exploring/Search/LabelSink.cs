using System.Buffers.Binary;

namespace Hmm.Model.Exploring.Search;

/// <summary>Writes packed successors with rule and actor to a list.</summary>
internal readonly struct LabelSink(SuccessorBuffer next) : IPackedSink
{
    public void Add(int rule, int actor, ulong state) => BinaryPrimitives.WriteUInt64LittleEndian(next.Add(rule, actor), state);
}
