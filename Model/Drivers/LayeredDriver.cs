using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Drivers;

/// <summary>A driver with something on top: whatever is not said anew, the driver below does.</summary>
/// <param name="below">The driver below.</param>
public abstract class LayeredDriver(Driver below) : Driver
{
    /// <inheritdoc/>
    public override string Name => Below.Name;

    /// <inheritdoc/>
    public override bool OwnsExclusive => Below.OwnsExclusive;

    /// <summary>The driver below.</summary>
    protected Driver Below { get; } = below;

    /// <inheritdoc/>
    public override ImmutableArray<Step> PrepareExclusive() => Below.PrepareExclusive();

    /// <inheritdoc/>
    public override ImmutableArray<Step> Invalidate() => Below.Invalidate();

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToDevice() => Below.CopyToDevice();

    /// <inheritdoc/>
    public override ImmutableArray<Step> CopyToMemory() => Below.CopyToMemory();

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapMoved() => Below.MapMoved();

    /// <inheritdoc/>
    public override ImmutableArray<Step> Conclude() => Below.Conclude();

    /// <inheritdoc/>
    public override ImmutableArray<Step> MapExclusive() => Below.MapExclusive();
}
