namespace Hmm.Model;

/// <summary>What a migration knows of one page: the flags of its source and destination slots (mpfn).</summary>
[Flags]
public enum MigrationMarks : byte
{
    /// <summary>Not taking part.</summary>
    None = 0,

    /// <summary>MIGRATE_PFN_MIGRATE on the source: still on the way.</summary>
    Migrate = 1,

    /// <summary>MIGRATE_PFN_WRITE on the source: the entry was writable.</summary>
    SourceWritable = 2,

    /// <summary>MIGRATE_PFN_WRITE on the destination: the driver wants it writable.</summary>
    TargetWritable = 4,

    /// <summary>The source is to be put back after the unmap stage.</summary>
    Restore = 8,

    /// <summary>The destination has become the page: no turning back.</summary>
    Committed = 16,
}
