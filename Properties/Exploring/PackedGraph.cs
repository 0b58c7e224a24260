using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>A small graph as a packed system: the type is the system, so its graph is a static, which one test class uses.</summary>
public readonly struct PackedGraph : IPackedSystem
{
    public static SmallGraph Current { get; set; } = new(Array.Empty<byte>());

    public static int RuleCount => SmallGraph.Rules;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink
    {
        foreach (var state in Current.Initial)
        {
            sink.Add(0, 0, (ulong)state);
        }
    }

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        foreach (var edge in Current.Edges[state])
        {
            sink.Add(edge.Rule, edge.Actor, (ulong)edge.Target);
        }
    }

    public static ulong Broken(ulong state) => Current.Broken[state];

    public static bool IsFinal(ulong state) => Current.IsFinal[state];
}
