using System.Runtime.CompilerServices;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>The coherence protocol of HMM in small, as a packed system: pages mirrored by devices, invalidated by CPU threads.</summary>
/// <remarks>
/// Loops over pages, devices and threads are written out, with tests that fold away: the compiler then knows every shift, which makes
/// successors three times as fast. Every variable that is dead holds 0.
/// </remarks>
internal readonly partial struct MirrorCore<TParameters> : IPackedSystem
    where TParameters : struct, IParameters
{
    /// <summary>Who populates and upgrades; the devices follow, then the threads.</summary>
    private const int Outside = 0;
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int RuleCount => (int)Rule.FaultRelease + 1;

    public static void Initial<TSink>(ref TSink sink)
        where TSink : struct, IPackedSink => sink.Add(0, Outside, 0);

    public static void Successors<TSink>(ulong state, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        var survey = Survey(state);
        var next = sink;
        LeavePages(state, survey, ref next);
        LeaveThreads(state, survey, ref next);
        LeaveDevices(state, survey, ref next);
        sink = next;
    }

    [MethodImpl(Inline)]
    private static int Field(ulong state, int offset, int mask) => (int)(state >> offset) & mask;

    [MethodImpl(Inline)]
    private static ulong Put(ulong state, int offset, ulong mask, int value) =>
        (state & ~(mask << offset)) | ((ulong)(uint)value << offset);

    private static Overview Survey(ulong state)
    {
        var view = default(Overview);
        SurveyThread(state, 0, ref view);
        if (Threads > 1)
        {
            SurveyThread(state, 1, ref view);
        }

        if (Threads > 2)
        {
            SurveyThread(state, 2, ref view);
        }

        for (var device = 0; device < Devices; device++)
        {
            view.Locked |= (Field(state, Engines + (device * EngineBits), 7) >= EngineState.Check ? 1u : 0) << device;
        }

        return view;
    }

    [MethodImpl(Inline)]
    private static void SurveyThread(ulong state, int thread, ref Overview view)
    {
        var at = CpuThreads + (thread * ThreadBits);
        var pc = Field(state, at, 7);
        var works = pc == ThreadState.Idle ? 0u : 1;
        view.Held |= works << Field(state, at + ThreadPage, PageMask);
        view.Idle |= (works ^ 1) << thread;
        view.Active += (uint)(pc - ThreadState.Invalidate) <= ThreadState.End - ThreadState.Invalidate ? 1 : 0;
        if (Mutant != 3)
        {
            var locks = (uint)(pc - ThreadState.Sequence) <= ThreadState.Unlock - ThreadState.Sequence ? 1u : 0;
            view.Locked |= locks << Field(state, at + ThreadDevice, DeviceMask);
        }
    }

    /// <summary>What several rules ask of a state, as bit sets.</summary>
    private struct Overview
    {
        /// <summary>Pages that a thread works on.</summary>
        public uint Held;

        /// <summary>Threads that do nothing.</summary>
        public uint Idle;

        /// <summary>Devices whose driver lock is held.</summary>
        public uint Locked;

        /// <summary>How many threads are between the start and the end of an invalidation.</summary>
        public int Active;
    }
}
