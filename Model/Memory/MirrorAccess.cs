namespace Hmm.Model.Memory;

/// <summary>The rights of an entry in a device's mirror table.</summary>
public enum MirrorAccess : byte
{
    /// <summary>No entry.</summary>
    None,

    /// <summary>The device may read.</summary>
    Read,

    /// <summary>The device may read and write.</summary>
    Write,

    /// <summary>The device has the page to itself, for atomic operations.</summary>
    Atomic,
}
