using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>mirror-core with a monitor of its lock discipline: a step that breaks it leads to a marked state, which is broken.</summary>
/// <remarks>
/// The discipline is what makes a section under a driver lock one step: a device's mirror changes, and its fault is told to try again,
/// only by an actor that holds the device's lock.
/// </remarks>
internal readonly struct Monitored<TParameters> : IPackedSystem
    where TParameters : struct, IParameters
{
    private const ulong Undisciplined = 1UL << 62;

    public static int RuleCount => MirrorCore<TParameters>.RuleCount;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink => MirrorCore<TParameters>.Initial(ref sink);

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        if ((state & Undisciplined) == 0)
        {
            var watching = new MonitorSink<TSink>(sink, state);
            MirrorCore<TParameters>.Successors(state, ref watching);
            sink = watching.Inner;
        }
    }

    public static ulong Broken(ulong state) => state / Undisciplined;

    public static bool IsFinal(ulong state) => (state & Undisciplined) != 0;

    private struct MonitorSink<TSink>(TSink inner, ulong before) : IPackedSink
        where TSink : struct, IPackedSink
    {
        public TSink Inner = inner;

        public void Add(int rule, int actor, ulong next)
        {
            var mark = 0UL;
            for (var device = 0; device < TParameters.Devices; device++)
            {
                var (mirror, stale) = MirrorCore<TParameters>.Guarded(before, device);
                var (mirrorAfter, staleAfter) = MirrorCore<TParameters>.Guarded(next, device);
                var touches = mirror != mirrorAfter || stale < staleAfter;
                mark |= touches && !MirrorCore<TParameters>.Holds(before, actor, device) ? Undisciplined : 0;
            }

            Inner.Add(rule, actor, next | mark);
        }
    }
}
