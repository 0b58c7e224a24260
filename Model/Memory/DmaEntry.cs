namespace Hmm.Model.Memory;

/// <summary>What the IOMMU lets a device reach at the bus address that stands for a page of an address space.</summary>
/// <remarks>Sixteen bits: frame 8, live 1, writable 1, written 1, dangling 1. The default value is an address that nothing backs.</remarks>
public readonly record struct DmaEntry
{
    private readonly ushort bits;

    /// <summary>Backs the address.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="writable">Whether the device may write.</param>
    /// <param name="written">Whether it has.</param>
    /// <param name="dangling">Whether the frame was freed since.</param>
    public DmaEntry(Frame frame, bool writable, bool written = false, bool dangling = false) =>
        bits = (ushort)(frame.Index | (1 << 8) | (writable ? 1 << 9 : 0) | (written ? 1 << 10 : 0) | (dangling ? 1 << 11 : 0));

    /// <summary>An address that nothing backs.</summary>
    public static DmaEntry None => default;

    /// <summary>The frame.</summary>
    public Frame Frame => new((byte)bits);

    /// <summary>Whether anything backs the address.</summary>
    public bool IsLive => (bits >> 8 & 1) != 0;

    /// <summary>Whether the device may write.</summary>
    public bool IsWritable => (bits >> 9 & 1) != 0;

    /// <summary>Whether the device has written through it.</summary>
    public bool IsWritten => (bits >> 10 & 1) != 0;

    /// <summary>Whether the frame was freed while the entry stood.</summary>
    public bool IsDangling => (bits >> 11 & 1) != 0;

    /// <summary>This entry with another frame's name; one that names none stays as it is, one that dangles loses its name, which
    /// means nothing any more.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The changed entry.</returns>
    internal DmaEntry Naming(Frame frame) => Frame.IsNone ? this : new(IsDangling ? Frame.None : frame, IsWritable, IsWritten, IsDangling);

    /// <inheritdoc/>
    public override string ToString() => !IsLive ? "none"
        : $"{Frame} {(IsWritable ? "rw" : "ro")}{(IsWritten ? " written" : string.Empty)}{(IsDangling ? " dangling" : string.Empty)}";
}
