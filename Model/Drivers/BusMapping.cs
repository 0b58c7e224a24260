using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Drivers;

/// <summary>A driver whose device reaches memory at bus addresses behind an IOMMU: whatever its mirror loses, its bus addresses lose
/// before the callback returns.</summary>
/// <param name="below">The driver below.</param>
public sealed class BusMapping(Driver below) : LayeredDriver(below)
{
    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() =>
        [.. Below.Invalidate().SelectMany(static step => step.Label == "erase the mirror" ? [step, .. DmaMap.Unmap()] : new[] { step })];

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapMoved() => Backing(Below.MapMoved(), "map the moved pages");

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapExclusive() => Backing(Below.MapExclusive(), "map for atomic access");

    private static ImmutableArray<Step> Backing(ImmutableArray<Step> steps, string label) =>
        [.. steps.Select(step => step.Label == label ? step.And(DmaMap.BackMirror) : step)];
}
