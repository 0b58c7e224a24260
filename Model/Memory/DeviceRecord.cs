namespace Hmm.Model.Memory;

/// <summary>How far the life of a device's memory is, and how much of it there is.</summary>
/// <param name="Phase">How far.</param>
/// <param name="Limit">Pages that may be allocated at once; 0 for as many as the model has frames.</param>
public readonly record struct DeviceRecord(DevicePhase Phase, byte Limit)
{
    /// <summary>Pages on the driver's free list.</summary>
    public byte Listed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Phase.ToString().ToLowerInvariant()
        + (Limit == 0 ? string.Empty : $", {Listed} of {Limit} page{(Limit == 1 ? string.Empty : "s")} free");
}
