using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Takes the one successor that an actor has where it has no choice.</summary>
internal struct OneSink : IPackedSink
{
    public Rule Rule;
    public ulong Next;

    public void Add(int rule, int actor, ulong next)
    {
        Rule = (Rule)rule;
        Next = next;
    }
}
