namespace Hmm.Model.Lifecycles;

/// <summary>What happens to a migration entry.</summary>
public enum MigrationEntryTrigger : byte
{
    /// <summary>Installed over a writable entry.</summary>
    InstallWritable,

    /// <summary>Installed over a shared read-only entry.</summary>
    InstallReadOnly,

    /// <summary>Installed over an exclusive read-only entry.</summary>
    InstallExclusive,

    /// <summary>mprotect takes the right to write away.</summary>
    Protect,

    /// <summary>Fork shares the page.</summary>
    Share,

    /// <summary>Replaced by an ordinary entry, or zapped.</summary>
    Remove,
}
