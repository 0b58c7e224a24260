namespace Hmm.Model.Memory;

/// <summary>What extensions of Linux's protocol keep of a frame, beside its record.</summary>
[Flags]
public enum FrameStatus : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its contents differ from what is stored (PG_dirty).</summary>
    Dirty = 1,

    /// <summary>It is being stored (PG_writeback).</summary>
    Writeback = 2,

    /// <summary>It is pinned for as long as its user likes (FOLL_LONGTERM).</summary>
    Pinned = 4,

    /// <summary>It is charged to the process's group (memory accounting).</summary>
    Charged = 8,

    /// <summary>Its device lets others reach it: a page of the device's window stands for it.</summary>
    Exposed = 16,

    /// <summary>A device has written it: kept for the claims alone, no operation looks at it.</summary>
    Written = 32,
}
