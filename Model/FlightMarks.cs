namespace Hmm.Model;

/// <summary>Single facts of an operation in flight.</summary>
[Flags]
public enum FlightMarks : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A read section is open: mmu_interval_read_begin has returned and the retry check has not been made.</summary>
    Reading = 1,

    /// <summary>The subscription's sequence number changed since the read section opened.</summary>
    Stale = 2,

    /// <summary>The read section belongs to a temporary subscription of the snapshot's own range.</summary>
    Temporary = 4,

    /// <summary>The temporary subscription was stamped by the running invalidation.</summary>
    TemporaryBusy = 8,

    /// <summary>The range fault asks for pages to be faulted in.</summary>
    RequestFault = 16,

    /// <summary>The range fault asks for write access.</summary>
    RequestWrite = 32,

    /// <summary>The pages stage of a migration has announced its insertions.</summary>
    Announced = 64,

    /// <summary>A page was already handled by the driver in this part.</summary>
    Handled = 128,

    /// <summary>The range results name pages that get_user_pages has referenced.</summary>
    Pinning = 256,

    /// <summary>The entries of the announced range are cleared on their way to something else: whoever looks without the lock sees
    /// none.</summary>
    Clearing = 512,

    /// <summary>The read section was begun before and has to be begun again: the driver's clock is running.</summary>
    Retrying = 1024,

    /// <summary>The device has translated an address and is about to use what it found.</summary>
    Accessing = 2048,

    /// <summary>The fault holds the memory region that it works on.</summary>
    Holding = 4096,
}
