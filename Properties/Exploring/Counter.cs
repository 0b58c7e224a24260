using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>The numbers of a few bits, each of which can be flipped: many states, all of them at known depths.</summary>
/// <typeparam name="TBits">How many bits.</typeparam>
internal readonly struct Counter<TBits> : IPackedSystem
    where TBits : struct, IBits
{
    public static int RuleCount => TBits.Count;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink => sink.Add(0, 0, 0);

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        for (var bit = 0; bit < TBits.Count; bit++)
        {
            sink.Add(bit, bit, state ^ (1UL << bit));
        }
    }

    public static ulong Broken(ulong state) => 0;
}
