using Hmm.Model.Exploring.Graphs;

namespace Hmm.Model.Exploring.Audits;

/// <summary>A system that is explored without merging symmetric states; each is compared with its representative.</summary>
/// <remarks>What is broken is noted and not reported, so that each state is seen once.</remarks>
/// <typeparam name="TSystem">The system.</typeparam>
internal readonly struct AuditedSystem<TSystem>(TSystem inner, StatePredicate isKept, AuditTally tally)
    : ITransitionSystem<AuditedSystem<TSystem>>
    where TSystem : struct, ITransitionSystem<TSystem>
{
    private readonly SuccessorBuffer representative = new(inner.StateBytes);
    private readonly SuccessorBuffer own = new(inner.StateBytes);
    private readonly SuccessorBuffer others = new(inner.StateBytes);

    public int StateBytes => inner.StateBytes;

    public int RuleCount => inner.RuleCount;

    public bool IsSymmetric => false;

    public AuditedSystem<TSystem> ForWorker() => new(inner.ForWorker(), isKept, tally);

    public void Initial(SuccessorBuffer states) => inner.Initial(states);

    public bool IsFinal(ReadOnlySpan<byte> state) => true;

    public void Canonicalize(Span<byte> state)
    {
    }

    public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
    {
        var first = next.Count;
        var broken = inner.Expand(state, next);
        tally.Note(broken, isStuck: next.Count == first && !inner.IsFinal(state));
        var isRepresentative = !inner.IsSymmetric || IsRepresentative(state);
        if (isRepresentative && isKept(state))
        {
            tally.Keep();
        }

        if (!isRepresentative)
        {
            Compare(broken, next, first, isKept(state));
        }

        return 0;
    }

    /// <summary>Whether a state stands for its orbit; if not, <see cref="representative"/> holds the one that does.</summary>
    private bool IsRepresentative(ReadOnlySpan<byte> state)
    {
        representative.Clear();
        representative.Add(0, 0, state);
        inner.Canonicalize(representative.State(0));
        return representative.State(0).SequenceEqual(state);
    }

    /// <summary>What a state leads to must be, up to symmetry, what its representative leads to.</summary>
    private void Compare(ulong broken, SuccessorBuffer next, int first, bool kept)
    {
        own.Clear();
        for (var i = first; i < next.Count; i++)
        {
            own.Add(0, 0, next.State(i));
            inner.Canonicalize(own.State(own.Count - 1));
        }

        others.Clear();
        var brokenThere = inner.Expand(representative.State(0), others);
        for (var i = 0; i < others.Count; i++)
        {
            inner.Canonicalize(others.State(i));
        }

        if (broken != brokenThere)
        {
            tally.Object("A state and its representative do not break the same claims.");
        }
        else if (kept != isKept(representative.State(0)))
        {
            tally.Object("Of a state and its representative, only one would be stored.");
        }
        else if (!AreSame())
        {
            tally.Object("A state and its representative do not lead to the same states up to symmetry.");
        }

        representative.Add(0, 0, representative.State(0));
        inner.Canonicalize(representative.State(1));
        if (!representative.State(0).SequenceEqual(representative.State(1)))
        {
            tally.Object("A representative has another representative.");
        }
    }

    private bool AreSame()
    {
        var same = own.Count == others.Count;
        for (var i = 0; same && i < own.Count; i++)
        {
            same = Count(own, own.State(i)) == Count(others, own.State(i));
        }

        return same;
    }

    private static int Count(SuccessorBuffer states, ReadOnlySpan<byte> wanted)
    {
        var count = 0;
        for (var i = 0; i < states.Count; i++)
        {
            count += states.State(i).SequenceEqual(wanted) ? 1 : 0;
        }

        return count;
    }
}
