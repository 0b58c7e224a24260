using System.Numerics;

namespace Hmm.Model.Exploring.Search;

/// <summary>What was found broken, and for each kind the least state that shows it, whichever thread saw it first.</summary>
internal sealed class Findings
{
    /// <summary>The kind of a deadlock; an invariant's kind is its number.</summary>
    public const int Deadlock = 64;

    private readonly Finding?[] kinds = new Finding?[Deadlock + 1];

    public bool Any { get; private set; }

    /// <summary>Notes a broken state.</summary>
    /// <param name="broken">The invariants it breaks.</param>
    /// <param name="depth">Its depth.</param>
    /// <param name="state">Its bytes.</param>
    public void NoteBroken(ulong broken, int depth, ReadOnlySpan<byte> state)
    {
        for (; broken != 0; broken &= broken - 1)
        {
            Note(BitOperations.TrailingZeroCount(broken), depth, state);
        }
    }

    /// <summary>Notes a state that is broken in one way.</summary>
    public void Note(int kind, int depth, ReadOnlySpan<byte> state)
    {
        Any = true;
        if (kinds[kind] is not { } finding || depth < finding.Depth)
        {
            kinds[kind] = new Finding(kind, depth, state.ToArray());
        }
        else if (depth == finding.Depth && state.SequenceCompareTo(finding.State) < 0)
        {
            state.CopyTo(finding.State);
        }
    }

    /// <summary>Takes over what another worker found.</summary>
    public void Merge(Findings others)
    {
        foreach (var finding in others.kinds)
        {
            if (finding is not null)
            {
                Note(finding.Kind, finding.Depth, finding.State);
            }
        }
    }

    /// <summary>Everything found, the least depth first, invariants before deadlock.</summary>
    public IEnumerable<Finding> InOrder() => kinds.OfType<Finding>().OrderBy(finding => finding.Depth).ThenBy(finding => finding.Kind);
}
