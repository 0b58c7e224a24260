using System.Buffers.Binary;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>A small graph as a system of byte strings of any length; only the first two bytes of a state matter.</summary>
public readonly struct GraphSystem(SmallGraph graph, int stateBytes) : ITransitionSystem<GraphSystem>
{
    public int StateBytes => stateBytes;

    public int RuleCount => SmallGraph.Rules;

    public bool IsSymmetric => false;

    public GraphSystem ForWorker() => new(graph, stateBytes);

    public static int Decode(ReadOnlySpan<byte> state) => BinaryPrimitives.ReadUInt16LittleEndian(state);

    public void Initial(SuccessorBuffer states)
    {
        foreach (var state in graph.Initial)
        {
            Encode(state, states.Add(0, 0));
        }
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        foreach (var edge in graph.Edges[Decode(state)])
        {
            Encode(edge.Target, next.Add(edge.Rule, edge.Actor));
        }

        return graph.Broken[Decode(state)];
    }

    public bool IsFinal(ReadOnlySpan<byte> state) => graph.IsFinal[Decode(state)];

    public void Canonicalize(Span<byte> state)
    {
    }

    private static void Encode(int number, Span<byte> state)
    {
        for (var i = 2; i < state.Length; i++)
        {
            state[i] = (byte)(number * (i + 1));
        }

        BinaryPrimitives.WriteUInt16LittleEndian(state, (ushort)number);
    }
}
