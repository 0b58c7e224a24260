using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Passes successors on after the steps that a reduction takes at once.</summary>
internal struct SettlingSink<TSink, TReduction>(TSink inner) : IPackedSink
    where TSink : struct, IPackedSink
    where TReduction : struct, IReduction
{
    public TSink Inner = inner;

    public void Add(int rule, int actor, ulong next)
    {
        while (TReduction.TryAdvance(ref next, out _))
        {
        }

        Inner.Add(rule, actor, next);
    }
}
