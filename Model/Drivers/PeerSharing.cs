using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Drivers;

/// <summary>A driver whose device lets others of its group reach its memory: by the time that its own callback runs, every one of them has
/// let go.</summary>
/// <remarks>Its callback sets no sequence number: the mirror has marked the range before it called anybody.</remarks>
/// <param name="below">The driver below.</param>
public sealed class PeerSharing(Driver below) : LayeredDriver(below)
{
    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() =>
    [
        .. Below.Invalidate()
            .Where(static step => step.Label != "set the sequence number")
            .SelectMany(static step => step.Label == "erase the mirror" ? [step, PeerTeardown.CloseWindows()] : new[] { step }),
    ];
}
