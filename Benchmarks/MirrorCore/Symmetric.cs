using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A variant of mirror-core in which pages, devices and threads are interchangeable.</summary>
internal readonly struct Symmetric<TParameters, TSystem> : IPackedSystem
    where TParameters : struct, IParameters
    where TSystem : struct, IPackedSystem
{
    public static int RuleCount => TSystem.RuleCount;

    public static bool IsSymmetric => true;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink => TSystem.Initial(ref sink);

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink => TSystem.Successors(state, ref sink);

    public static ulong Broken(ulong state) => TSystem.Broken(state);

    public static ulong Canonical(ulong state) => MirrorCore<TParameters>.Representative(state);
}
