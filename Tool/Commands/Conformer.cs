using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Commands;

/// <summary>What <see cref="ConformCommand"/> compares traces with.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Replay">Replays one sequence; tells the audit, if there is one, what it exercised.</param>
internal sealed record Conformer(Protocol Protocol, Func<RecordedSequence, ConformanceAudit?, Replay> Replay)
{
    /// <summary>The kernel and the driver that the traces were recorded on.</summary>
    /// <returns>What compares with them.</returns>
    public static Conformer Standard()
    {
        var protocol = Linux612.With(new TestHmm());
        return new(protocol, (sequence, audit) => Conformance.Run(protocol, sequence, audit));
    }
}
