namespace Hmm.Model.Memory;

/// <summary>What the address space's VMA says of one page.</summary>
/// <remarks>A VMA is kept as the run of its pages: <see cref="IsFirst"/> marks where one begins, so that splitting and merging, which
/// mremap and fault-around make visible, are changes of single bits. Four bytes; the default value is a hole.</remarks>
public readonly record struct Vma
{
    /// <summary>The kind of mapping, <see cref="VmaKind.None"/> for a hole.</summary>
    public VmaKind Kind
    {
        get => (VmaKind)(bits & 7);
        init => bits = (bits & ~7u) | (uint)value;
    }

    /// <summary>PROT_NONE, PROT_READ, or PROT_READ and PROT_WRITE.</summary>
    public Access Protection
    {
        get => (Access)(bits >> 3 & 3);
        init => bits = (bits & ~(3u << 3)) | ((uint)value << 3);
    }

    /// <summary>Whether a VMA begins here.</summary>
    public bool IsFirst
    {
        get => (bits >> 5 & 1) != 0;
        init => bits = (bits & ~(1u << 5)) | (value ? 1u << 5 : 0);
    }

    /// <summary>Whether the memory is charged to the commit limit (VM_ACCOUNT), which keeps VMAs that differ in it from merging.</summary>
    public bool IsAccounted
    {
        get => (bits >> 6 & 1) != 0;
        init => bits = (bits & ~(1u << 6)) | (value ? 1u << 6 : 0);
    }

    /// <summary>Whether a device has the range to itself: no kernel has such a flag.</summary>
    public bool IsBound
    {
        get => (bits >> 7 & 1) != 0;
        init => bits = (bits & ~(1u << 7)) | (value ? 1u << 7 : 0);
    }

    /// <summary>The memory object: 0 for private anonymous memory, else the file or shared object, counted from 1.</summary>
    public byte Object
    {
        get => (byte)(bits >> 8 & 0x1F);
        init => bits = (bits & ~(0x1Fu << 8)) | ((uint)value << 8);
    }

    /// <summary>The page's offset in its object; for anonymous memory, the page index at which it was first mapped.</summary>
    public byte Offset
    {
        get => (byte)(bits >> 13 & 0x1F);
        init => bits = (bits & ~(0x1Fu << 13)) | ((uint)value << 13);
    }

    /// <summary>The anon_vma, counted from 1; 0 until the VMA has had an anonymous page.</summary>
    public byte AnonVma
    {
        get => (byte)(bits >> 18 & 0x7F);
        init => bits = (bits & ~(0x7Fu << 18)) | ((uint)value << 18);
    }

    /// <summary>The last link of the VMA's anon_vma chain: the chain is this one and its ancestors, the anon_vmas in which pages that fork
    /// shared are found. A VMA that no fork copied has a chain of one.</summary>
    public byte AnonChain
    {
        get => (byte)(bits >> 25 & 0x7F);
        init => bits = (bits & ~(0x7Fu << 25)) | ((uint)value << 25);
    }

    private readonly uint bits;

    /// <summary>Whether the page is mapped at all.</summary>
    public bool IsMapped => Kind != VmaKind.None;

    /// <summary>Whether pages written here are this mapping's own (not VM_SHARED): fork copies them on write.</summary>
    public bool IsPrivate => Kind is VmaKind.AnonymousPrivate or VmaKind.FilePrivate;

    /// <summary>Whether the mapping has no file behind it, not even a nameless one.</summary>
    public bool IsAnonymous => Kind == VmaKind.AnonymousPrivate;

    /// <inheritdoc/>
    public override string ToString() => IsMapped
        ? $"{Kind} {Protection switch { Access.None => "no access", Access.Read => "ro", Access.Write => "rw" }}"
        : "hole";
}
