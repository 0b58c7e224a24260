using Hmm.Model.Memory;

namespace Hmm.Model;

/// <content>What extensions of Linux's protocol keep; it stays empty where none is in use.</content>
public partial struct World
{
    /// <summary>The binding of a page to a device.</summary>
    /// <param name="place">The page.</param>
    /// <returns>The binding, none for most.</returns>
    public readonly RangeBinding Bound(Place place) => Bindings[(place.Space * Capacity.Pages) + place.Page];

    /// <summary>What backs the bus address of a page for a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="place">The page.</param>
    /// <returns>The entry of the IOMMU.</returns>
    public readonly DmaEntry Dma(int device, Place place) =>
        Dmas[(((device * Capacity.Spaces) + place.Space) * Capacity.Pages) + place.Page];

    /// <summary>How many pages of one device's memory another one has mapped through its window.</summary>
    /// <param name="owner">The device that has the memory.</param>
    /// <param name="peer">The device that reaches into it.</param>
    /// <returns>The count.</returns>
    public readonly int Window(int owner, int peer) => Windows[(owner * Capacity.Devices) + peer];

    /// <summary>Whether a device reaches another one's memory, over a bus that both are on.</summary>
    /// <param name="device">The device.</param>
    /// <param name="owner">The device that has the memory.</param>
    /// <returns>True when it does.</returns>
    public readonly bool Reaches(int device, int owner) => (Links >> ((device * Capacity.Devices) + owner) & 1) != 0;

    /// <summary>A device's memory.</summary>
    /// <param name="device">The device.</param>
    /// <returns>Its record.</returns>
    public readonly DeviceRecord Device(int device) => Devices[device];

    /// <summary>What extensions keep of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Its status.</returns>
    public readonly FrameStatus Status(Frame frame) => Statuses[frame.Index];

    /// <summary>What is stored of a page of a named file.</summary>
    /// <param name="file">The file, from 0.</param>
    /// <param name="offset">The page offset.</param>
    /// <returns>The value.</returns>
    public readonly ushort Stored(int file, int offset) => Stores[(file * Capacity.Pages) + offset];

    /// <summary>How many operations an actor has begun; counted only in scopes that bound it.</summary>
    /// <param name="actor">The actor.</param>
    /// <returns>The count.</returns>
    public readonly int BegunBy(int actor) => Begun[actor];
}
