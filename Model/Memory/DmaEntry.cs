namespace Hmm.Model.Memory;

/// <summary>What the IOMMU lets a device reach at the bus address that stands for a page of an address space.</summary>
/// <remarks>Sixteen bits: frame 8, live 1, writable 1, written 1, dangling 1, reserved 1, own 1, revoked 1. The default value is
/// no address at all. An address belongs to a range that was reserved, or was asked for when the page was mapped.</remarks>
public readonly record struct DmaEntry
{
    private const int Live = 1 << 8;
    private const int Writable = 1 << 9;
    private const int Written = 1 << 10;
    private const int Dangling = 1 << 11;
    private const int Range = 1 << 12;
    private const int Own = 1 << 13;
    private const int Revoked = 1 << 14;
    private readonly ushort bits;

    private DmaEntry(int bits) => this.bits = (ushort)bits;

    /// <summary>An address that nothing backs, and that belongs to no range.</summary>
    public static DmaEntry None => default;

    /// <summary>The frame.</summary>
    public Frame Frame => new((byte)bits);

    /// <summary>Whether anything backs the address.</summary>
    public bool IsLive => (bits & Live) != 0;

    /// <summary>Whether the device may write.</summary>
    public bool IsWritable => (bits & Writable) != 0;

    /// <summary>Whether the device has written through it.</summary>
    public bool IsWritten => (bits & Written) != 0;

    /// <summary>Whether the frame was freed while the entry stood.</summary>
    public bool IsDangling => (bits & Dangling) != 0;

    /// <summary>Whether the address belongs to a reserved range, whatever backs it.</summary>
    public bool IsReserved => (bits & Range) != 0;

    /// <summary>Whether the address was asked for when the page was mapped.</summary>
    public bool IsOwn => (bits & Own) != 0;

    /// <summary>Whether the address belongs to a range that is being given back: nobody may begin to use it.</summary>
    public bool IsRevoked => (bits & Revoked) != 0;

    /// <summary>The address, backed by a frame. What it is backed by already it keeps, at most with more rights.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="writable">Whether the device may write.</param>
    /// <returns>The changed entry.</returns>
    public DmaEntry Linked(Frame frame, bool writable)
    {
        var kept = IsLive && Frame == frame ? bits : bits & (Range | Revoked);
        return new(frame.Index | Live | (writable ? Writable : 0) | kept | (IsReserved ? 0 : Own));
    }

    /// <summary>The address after a write of the device.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry AfterWrite() => new(bits | Written);

    /// <summary>The address after its frame was freed.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry AfterFree() => new(bits | Dangling);

    /// <summary>The address, backed by nothing any more; what it was backed by and whether that was written is still known.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry Unlinked() => new(bits & ~Live);

    /// <summary>The address alone if it belongs to a range, else none: an address of the page's own is given back.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry Emptied() => new(bits & (Range | Revoked));

    /// <summary>The address as one of a reserved range.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry Reserved() => new(bits | Range);

    /// <summary>The address of a range that is going to be given back.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry BeforeRelease() => new(bits | Revoked);

    /// <summary>The address after its range was given back.</summary>
    /// <returns>The changed entry.</returns>
    public DmaEntry Released() => new(bits & ~(Range | Revoked));

    /// <summary>This entry with another frame's name; one that names none stays as it is, one that dangles loses its name, which
    /// means nothing any more.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The changed entry.</returns>
    internal DmaEntry Naming(Frame frame) => Frame.IsNone ? this : new((bits & ~0xFF) | (IsDangling ? 0 : frame.Index));

    /// <inheritdoc/>
    public override string ToString() => bits == 0 ? "none"
        : !IsLive ? (IsRevoked ? "revoked" : IsReserved ? "reserved" : "unlinked")
        : $"{Frame} {(IsWritable ? "rw" : "ro")}{(IsWritten ? " written" : string.Empty)}{(IsReserved ? " reserved" : string.Empty)}"
            + (IsDangling ? " dangling" : string.Empty);
}
