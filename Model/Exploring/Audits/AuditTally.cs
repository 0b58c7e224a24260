using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Audits;

/// <summary>What an audit, on its one thread, has seen.</summary>
internal sealed class AuditTally
{
    private long kept;
    private ulong broken;
    private bool isStuck;

    /// <summary>States that the reduction should store.</summary>
    public long Kept => kept;

    /// <summary>The first difference that was seen between a state and its representative.</summary>
    public string? Asymmetry { get; private set; }

    /// <summary>The claims that break, and <see cref="ReductionAudit.Deadlock"/> where somebody is stuck.</summary>
    public ImmutableArray<int> Kinds =>
        [.. Enumerable.Range(0, ReductionAudit.Deadlock + 1).Where(kind =>
            kind < ReductionAudit.Deadlock ? (broken >> kind & 1) != 0 : isStuck)];

    public void Keep() => kept++;

    public void Note(ulong brokenClaims, bool isStuck)
    {
        broken |= brokenClaims;
        this.isStuck |= isStuck;
    }

    public void Object(string asymmetry) => Asymmetry ??= asymmetry;
}
