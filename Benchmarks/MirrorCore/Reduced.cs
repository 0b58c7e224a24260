using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>mirror-core under a reduction: every successor is brought to the next state that is stored.</summary>
internal readonly struct Reduced<TParameters, TReduction> : IPackedSystem
    where TParameters : struct, IParameters
    where TReduction : struct, IReduction
{
    public static int RuleCount => MirrorCore<TParameters>.RuleCount;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink => MirrorCore<TParameters>.Initial(ref sink);

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var settling = new SettlingSink<TSink, TReduction>(sink);
        MirrorCore<TParameters>.Successors(state, ref settling);
        sink = settling.Inner;
    }

    public static ulong Broken(ulong state) => MirrorCore<TParameters>.Broken(state);
}
