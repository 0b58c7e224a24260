namespace Hmm.Model.Memory;

/// <summary>One slot of a device's mirror of an address space. It holds no reference: notification alone keeps it true.</summary>
/// <remarks>Sixteen bits: frame 8, access 2, dangling 1.</remarks>
public readonly record struct MirrorEntry
{
    private readonly ushort bits;

    /// <summary>Maps a frame for the device.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="access">The device's rights.</param>
    /// <param name="dangling">Whether the frame was freed since.</param>
    public MirrorEntry(Frame frame, MirrorAccess access, bool dangling = false) =>
        bits = (ushort)(frame.Index | ((byte)access << 8) | (dangling ? 1 << 10 : 0));

    /// <summary>The empty entry.</summary>
    public static MirrorEntry None => default;

    /// <summary>The frame that the device reaches.</summary>
    public Frame Frame => new((byte)bits);

    /// <summary>The device's rights.</summary>
    public MirrorAccess Access => (MirrorAccess)(bits >> 8 & 3);

    /// <summary>Whether the frame was freed while the entry stood: any use of it from then on is a use after free.</summary>
    public bool IsDangling => (bits >> 10 & 1) != 0;

    /// <summary>This entry with another frame's name; one that names none stays as it is, one that dangles loses its name, which
    /// means nothing any more.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The changed entry.</returns>
    internal MirrorEntry Naming(Frame frame) => Frame.IsNone ? this : new(IsDangling ? Frame.None : frame, Access, IsDangling);

    /// <inheritdoc/>
    public override string ToString() => Access == MirrorAccess.None
        ? "none"
        : $"{Frame} {Rights}{(IsDangling ? " dangling" : string.Empty)}";

    private string Rights => Access switch { MirrorAccess.Read => "ro", MirrorAccess.Write => "rw", _ => "atomic" };
}
