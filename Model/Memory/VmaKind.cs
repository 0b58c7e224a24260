namespace Hmm.Model.Memory;

/// <summary>What kind of mapping a page belongs to.</summary>
public enum VmaKind : byte
{
    /// <summary>Not mapped: a hole.</summary>
    None,

    /// <summary>MAP_PRIVATE | MAP_ANONYMOUS.</summary>
    AnonymousPrivate,

    /// <summary>MAP_SHARED | MAP_ANONYMOUS: a memory file without a name.</summary>
    AnonymousShared,

    /// <summary>MAP_PRIVATE of a memory file.</summary>
    FilePrivate,

    /// <summary>MAP_SHARED of a memory file.</summary>
    FileShared,
}
