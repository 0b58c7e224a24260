using Hmm.Model.Exploring.Recording;
using Hmm.Model.Lifecycles;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>What recorded traces can vouch for: in how many records each step went each way and each lifecycle took each transition; and
/// after how many of them an invariant did not hold.</summary>
/// <param name="protocol">The protocol.</param>
public sealed class ConformanceAudit(Protocol protocol)
{
    private readonly long[] transitions = new long[Fired.Bits];
    private readonly long[] broken = new long[protocol.Invariants.Length];
    private readonly string?[] examples = new string?[protocol.Invariants.Length];

    /// <summary>The steps' ways.</summary>
    public StepCoverage Steps { get; } = new(protocol.Plan.Length);

    /// <summary>In how many records a lifecycle took a transition.</summary>
    /// <param name="bit">The transition, as <see cref="Fired"/> numbers it.</param>
    /// <returns>The number of records.</returns>
    public long Transitions(int bit) => transitions[bit];

    /// <summary>After how many records an invariant did not hold.</summary>
    /// <param name="invariant">Its index in <see cref="Protocol.Invariants"/>.</param>
    /// <returns>The number of records, and the first of them with what broke it.</returns>
    public (long Records, string? Example) Broken(int invariant) => (broken[invariant], examples[invariant]);

    /// <summary>Adds what another has seen, which came later.</summary>
    /// <param name="other">The other, of the same protocol.</param>
    public void Add(ConformanceAudit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Steps.Add(other.Steps);
        for (var i = 0; i < transitions.Length; i++)
        {
            transitions[i] += other.transitions[i];
        }

        for (var i = 0; i < broken.Length; i++)
        {
            broken[i] += other.broken[i];
            examples[i] ??= other.examples[i];
        }
    }

    /// <summary>Looks at the world after a record.</summary>
    /// <param name="world">The world, whose set of transitions is emptied.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="recorded">The record.</param>
    internal void Look(ref World world, RecordedSequence sequence, RecordedCall recorded)
    {
        for (var bit = 0; bit < transitions.Length; bit++)
        {
            transitions[bit] += Fired.Has(in world, bit) ? 1 : 0;
        }

        Fired.Clear(ref world);
        for (var i = 0; i < broken.Length; i++)
        {
            if (protocol.Invariants[i].Check(in world) is { } finding)
            {
                broken[i]++;
                examples[i] ??= $"{sequence.File}, seed {sequence.Seed}, record {recorded.Index}: {finding.Describe(in world)}";
            }
        }
    }
}
