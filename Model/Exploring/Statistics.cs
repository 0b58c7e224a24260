using System.Collections.Immutable;

namespace Hmm.Model.Exploring;

/// <summary>What an exploration counted.</summary>
/// <remarks>
/// Complete levels only, so that the counts do not depend on threads: when something broken at depth d ends an exploration, all states
/// at depth d or less and all steps that lead to them are counted. When a limit ends it, everything done until then is counted.
/// </remarks>
public sealed record Statistics
{
    /// <summary>States stored, the initial ones included; representatives, when the system is symmetric.</summary>
    public required long States { get; init; }

    /// <summary>Enabled rule instances, summed over the states that were left.</summary>
    public required long Transitions { get; init; }

    /// <summary>The greatest depth at which a state was stored, in steps.</summary>
    public required int Depth { get; init; }

    /// <summary>States by depth, from depth 0: how many are that many steps away from the nearest initial state.</summary>
    public required ImmutableArray<long> StatesByDepth { get; init; }

    /// <summary>Each rule, by its number.</summary>
    public required ImmutableArray<RuleStatistics> Rules { get; init; }

    /// <summary>The most memory held at once for states and table, in bytes.</summary>
    public required long BytesMax { get; init; }

    /// <summary>The memory held for states and table at the end, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bits of the fingerprint that stands for a state, 0 when the states themselves are compared.</summary>
    public required int FingerprintBits { get; init; }

    /// <summary>The time the search took by the clock of the options, without the reconstruction of runs.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>A bound on the probability that a state was left out: n²/2^(b+1) for n states and b bits; 0 when exact.</summary>
    public double OmissionProbability =>
        FingerprintBits == 0 ? 0 : Math.Min(1, (double)States * States / Math.Pow(2, FingerprintBits + 1));
}
