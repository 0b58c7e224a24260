namespace Hmm.Model.Memory;

/// <summary>Single bits of a <see cref="FrameRecord"/>; bits 4 and 5 hold <see cref="FrameRecord.Migrator"/>.</summary>
[Flags]
public enum FrameMarks : byte
{
    /// <summary>None set.</summary>
    None = 0,

    /// <summary>Anonymous memory.</summary>
    Anonymous = 1,

    /// <summary>The kernel's PageAnonExclusive.</summary>
    Exclusive = 2,

    /// <summary>Held by the page cache, which owns one reference.</summary>
    Cached = 4,

    /// <summary>Touched once by get_user_pages (PG_referenced).</summary>
    Referenced = 8,

    /// <summary>Touched again: queued for activation on the list of some CPU, which holds a reference that only a drain drops.</summary>
    Queued = 64,
}
