namespace Hmm.Model;

/// <summary>What a migration collects (MIGRATE_VMA_SELECT_*).</summary>
public enum MigrationSelect : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Pages in system memory.</summary>
    System,

    /// <summary>Pages in the owner's unaddressable memory.</summary>
    Private,

    /// <summary>Pages in the owner's coherent memory.</summary>
    Coherent,
}
