namespace Hmm.Model.Memory;

/// <summary>What the kernel's struct page and the simulated contents say of one frame.</summary>
/// <remarks>Ten bytes, no reference inside: worlds are compared and hashed as bytes.</remarks>
public readonly record struct FrameRecord
{
    /// <summary>What memory this is; <see cref="FrameKind.Free"/> when it is not allocated.</summary>
    public FrameKind Kind { get; init; }

    /// <summary>For device memory: the device.</summary>
    public byte Device { get; init; }

    /// <summary>References: page-table entries that hold one, the page cache, operations in flight.</summary>
    public byte References { get; init; }

    /// <summary>Page-table entries that count as mappings (present and device-private ones; in Linux 6.12 not device-exclusive
    /// ones).</summary>
    public byte Mappings { get; init; }

    /// <summary>The actor that holds the folio lock, counted from 1; 0 when it is unlocked.</summary>
    public byte Locker { get; init; }

    /// <summary>What the memory is used for, and whose it is.</summary>
    public FrameMarks Marks { get; init; }

    /// <summary>For anonymous memory: the anon_vma in whose tree the page's mappings are found.</summary>
    public byte AnonVma { get; init; }

    /// <summary>For anonymous memory: the offset at which a VMA of that tree maps it (the kernel's folio index).</summary>
    public byte Offset { get; init; }

    /// <summary>What the page holds: the value last written, 0 for a zeroed page.</summary>
    public ushort Content { get; init; }

    /// <summary>Whether the frame belongs to anonymous memory, not to the page cache.</summary>
    public bool IsAnonymous => (Marks & FrameMarks.Anonymous) != 0;

    /// <summary>Whether exactly one page-table entry may map it and writing needs no copy (the kernel's PageAnonExclusive).</summary>
    public bool IsExclusive => (Marks & FrameMarks.Exclusive) != 0;

    /// <summary>Whether it is memory of a device, of either kind.</summary>
    public bool IsDevice => Kind is FrameKind.Private or FrameKind.Coherent;

    /// <summary>For device-private memory: the address space for whose mirror the driver migrated the page.</summary>
    public byte Migrator => (byte)(((byte)Marks >> 4) & 3);

    /// <summary>This record with the address space that had it migrated.</summary>
    /// <param name="space">The address space, 0 to 3.</param>
    /// <returns>The changed record.</returns>
    public FrameRecord MigratedBy(byte space) => this with { Marks = (Marks & (FrameMarks)0xCF) | (FrameMarks)(space << 4) };
}
