namespace Hmm.Model.Lifecycles;

/// <summary>What a migration entry remembers of the entry that it replaced.</summary>
public enum MigrationEntryState : byte
{
    /// <summary>Not installed.</summary>
    Gone,

    /// <summary>The page was writable, hence exclusive.</summary>
    Writable,

    /// <summary>The page was exclusive but not writable.</summary>
    ReadOnlyExclusive,

    /// <summary>The page was shared, read-only.</summary>
    ReadOnly,
}
