using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Refuses to make sections under a lock one step where the lock does not guard them.</summary>
internal static class LockGuard
{
    /// <summary>Explores a small scope without reduction and with a monitor of the lock discipline.</summary>
    public static void Check<TParameters>()
        where TParameters : struct, IParameters
    {
        MirrorCore<TParameters>.Prepare();
        if (Explorer.Explore<Monitored<TParameters>>(new ExplorerOptions()).Verdict is Verdict.Violated { Run: var run })
        {
            throw new RefusedException(
                "The reduction by lock sections is refused, because it would hide what happens inside them: "
                + "a mirror is changed without its driver lock." + Environment.NewLine
                + string.Join(Environment.NewLine, RunInWords.Of<TParameters, NoReduction>(run).Select(step => "  " + step)));
        }
    }
}
