namespace Hmm.Model.Memory;

/// <summary>One slot of a page table.</summary>
/// <remarks>Sixteen bits: kind 4, frame 8, access 2, flags 2. The default value is <see cref="None"/>. One factory a kernel entry, so that
/// no other combination can be built.</remarks>
public readonly record struct Pte
{
    private readonly ushort bits;

    private Pte(PteKind kind, Frame frame, Access access, bool exclusive = false, bool guarded = false) =>
        bits = (ushort)((byte)kind | (frame.Index << 4) | ((byte)access << 12) | (exclusive ? 1 << 14 : 0) | (guarded ? 1 << 15 : 0));

    /// <summary>The empty entry.</summary>
    public static Pte None => default;

    /// <summary>What the entry is.</summary>
    public PteKind Kind => (PteKind)(bits & 0xF);

    /// <summary>The frame that it names, if any.</summary>
    public Frame Frame => new((byte)(bits >> 4));

    /// <summary>The rights that it grants, or will grant again when the page comes back.</summary>
    public Access Access => (Access)((bits >> 12) & 3);

    /// <summary>For a migration entry: whether the page was exclusive to this table (the kernel's read-exclusive and write
    /// entries).</summary>
    public bool WasExclusive => (bits >> 14 & 1) != 0;

    /// <summary>For a present entry: whether a device may be doing atomic operations on the page, so that a write asks its driver first. No
    /// kernel has such a bit.</summary>
    public bool IsGuarded => bits >> 15 != 0;

    /// <summary>Whether the entry grants writing, now or on return.</summary>
    public bool IsWritable => Access == Access.Write;

    /// <summary>Maps the shared page of zeros.</summary>
    /// <param name="access">Read, or none below PROT_NONE.</param>
    /// <returns>The entry.</returns>
    public static Pte Zero(Access access) => new(PteKind.Zero, Frame.None, access);

    /// <summary>Maps a frame for the CPU.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="access">The rights; none below PROT_NONE.</param>
    /// <returns>The entry.</returns>
    public static Pte Present(Frame frame, Access access) => new(PteKind.Present, frame, access);

    /// <summary>Stands for a page on its way.</summary>
    /// <param name="frame">The frame that is being moved.</param>
    /// <param name="access">The rights to restore.</param>
    /// <param name="exclusive">Whether the page was exclusive to this table.</param>
    /// <returns>The entry.</returns>
    public static Pte Migration(Frame frame, Access access, bool exclusive) => new(PteKind.Migration, frame, access, exclusive);

    /// <summary>Stands for a page in unaddressable device memory.</summary>
    /// <param name="frame">The device frame.</param>
    /// <param name="access">The rights that the CPU gets back when the page returns.</param>
    /// <returns>The entry.</returns>
    public static Pte Private(Frame frame, Access access) => new(PteKind.Private, frame, access);

    /// <summary>Stands for a page that a device has to itself.</summary>
    /// <param name="frame">The frame, which stays in memory.</param>
    /// <param name="access">The rights that the CPU gets back on revocation.</param>
    /// <returns>The entry.</returns>
    public static Pte Exclusive(Frame frame, Access access) => new(PteKind.Exclusive, frame, access);

    /// <summary>Stands for a page that is bound to a device.</summary>
    /// <param name="frame">The device frame.</param>
    /// <param name="access">The device's rights, and the CPU's once the binding ends.</param>
    /// <returns>The entry.</returns>
    public static Pte Locked(Frame frame, Access access) => new(PteKind.Locked, frame, access);

    /// <summary>Maps a frame for reading while a device does atomic operations on it.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The entry.</returns>
    public static Pte Guarded(Frame frame) => new(PteKind.Present, frame, Access.Read, guarded: true);

    /// <summary>Stands for a page in swap space.</summary>
    /// <param name="slot">The slot that holds what the page held.</param>
    /// <param name="access">The rights that the entry granted; the VMA says which it grants when the page is read in.</param>
    /// <returns>The entry.</returns>
    public static Pte Swapped(Frame slot, Access access) => new(PteKind.Swapped, slot, access);

    /// <summary>This entry with other rights, and unguarded.</summary>
    /// <param name="access">The rights.</param>
    /// <returns>The changed entry.</returns>
    public Pte With(Access access) => new(Kind, Frame, access, WasExclusive);

    /// <summary>This entry with another frame's name; one that names none stays as it is.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The changed entry.</returns>
    internal Pte Naming(Frame frame) => Frame.IsNone ? this : new(Kind, frame, Access, WasExclusive, IsGuarded);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PteKind.None => "none",
        PteKind.Zero => "zero",
        PteKind.Present => $"{Frame} {Rights}{(IsGuarded ? " guarded" : string.Empty)}",
        PteKind.Migration => $"migrating {Frame} {Rights}{(WasExclusive ? " exclusive" : string.Empty)}",
        PteKind.Private => $"private {Frame} {Rights}",
        PteKind.Exclusive => $"device-exclusive {Frame} {Rights}",
        PteKind.Locked => $"locked {Frame} {Rights}",
        PteKind.Swapped => $"swapped to {Frame}",
    };

    private string Rights => Access switch { Access.None => "no access", Access.Read => "ro", Access.Write => "rw" };
}
