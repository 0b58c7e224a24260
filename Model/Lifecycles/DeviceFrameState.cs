namespace Hmm.Model.Lifecycles;

/// <summary>Where a page of device memory stands.</summary>
public enum DeviceFrameState : byte
{
    /// <summary>On the driver's free list, without a reference.</summary>
    Free,

    /// <summary>Referenced but not mapped: new, on its way, or about to go.</summary>
    Held,

    /// <summary>Mapped by page tables.</summary>
    Mapped,
}
