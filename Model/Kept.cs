namespace Hmm.Model;

/// <summary>Which of the tables that not every protocol needs a world keeps.</summary>
[Flags]
public enum Kept : byte
{
    /// <summary>None: Linux's protocol on private anonymous memory.</summary>
    None = 0,

    /// <summary>Bindings of ranges to devices.</summary>
    Bindings = 1,

    /// <summary>What backs bus addresses.</summary>
    Dma = 2,

    /// <summary>Windows into other devices' memory.</summary>
    Windows = 4,

    /// <summary>The life and size of devices' memory.</summary>
    Devices = 8,

    /// <summary>Dirty, writeback and pinned marks of frames.</summary>
    Statuses = 16,

    /// <summary>Files: page cache and length.</summary>
    Files = 32,

    /// <summary>Pages on their way to swap space.</summary>
    Swap = 64,

    /// <summary>What is stored of files, which therefore have to know of each first write.</summary>
    Stored = 128,
}
