using System.Runtime.CompilerServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>Writes successors to a worker's buffer and counts firings; the rule's check folds away where the rule is a constant.</summary>
internal unsafe struct PackedSink<TSystem>(PackedWorker<TSystem> worker, ulong* next, ulong* end, long* fired) : IPackedSink
    where TSystem : struct, IPackedSystem
{
    public ulong* Next = next;
    private ulong* end = end;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int rule, int actor, ulong next)
    {
        if ((uint)rule >= (uint)TSystem.RuleCount)
        {
            PackedWorker<TSystem>.RefuseRule(rule);
        }

        if (Next == end)
        {
            Next = worker.GrowBuffer(out end);
        }

        fired[rule]++;
        *Next++ = next;
    }
}
