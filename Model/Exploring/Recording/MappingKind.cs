namespace Hmm.Model.Exploring.Recording;

/// <summary>What a recorded mapping is of, and who sees its writes.</summary>
public enum MappingKind
{
    /// <summary><c>anon_private</c>: <c>MAP_PRIVATE | MAP_ANONYMOUS</c>.</summary>
    AnonymousPrivate,

    /// <summary><c>anon_shared</c>: <c>MAP_SHARED | MAP_ANONYMOUS</c>.</summary>
    AnonymousShared,

    /// <summary><c>file_private</c>: <c>MAP_PRIVATE</c> of a memory file.</summary>
    FilePrivate,

    /// <summary><c>file_shared</c>: <c>MAP_SHARED</c> of a memory file.</summary>
    FileShared,
}
