namespace Hmm.Analyzers.Flow;

/// <summary>Which way two nested instances are ordered.</summary>
internal enum InstanceOrderKind
{
    /// <summary>Nothing orders them.</summary>
    None,

    /// <summary>The smaller key is outside.</summary>
    Ascending,

    /// <summary>The larger key is outside.</summary>
    Descending,

    /// <summary>The keys are equal, so that something else must order them.</summary>
    Tied,

    /// <summary>A link leads away from the outer one, down a structure.</summary>
    Down,

    /// <summary>A link leads back up the structure.</summary>
    Up,

    /// <summary>Both links exist in one object.</summary>
    Peer,

    /// <summary>Declared to be in order.</summary>
    Declared,
}
