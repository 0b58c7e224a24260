namespace Hmm.Model.Exploring.Recording;

/// <summary>What a recorded call asks of the kernel: a system call, one access by the CPU, or one command of the test driver.</summary>
/// <remarks>The name that a trace uses for it is given with each member.</remarks>
public enum CallKind
{
    /// <summary><c>map</c>: <c>mmap</c> at a fixed address that must be free (<c>MAP_FIXED_NOREPLACE</c>).</summary>
    Map,

    /// <summary><c>unmap</c>: <c>munmap</c>.</summary>
    Unmap,

    /// <summary><c>protect</c>: <c>mprotect</c>.</summary>
    Protect,

    /// <summary><c>dontneed</c>: <c>madvise</c> with <c>MADV_DONTNEED</c>.</summary>
    Discard,

    /// <summary><c>cpu_read</c>: the CPU loads one page's value.</summary>
    CpuRead,

    /// <summary><c>cpu_write</c>: the CPU stores one page's value.</summary>
    CpuWrite,

    /// <summary><c>fork</c>: the child opens devices of its own; the result and the state after it include the child.</summary>
    Fork,

    /// <summary><c>exit</c>: the process ends, and its mirrors are released before the state is observed.</summary>
    Exit,

    /// <summary><c>dev_read</c>: a device reads pages through its mirror.</summary>
    DeviceRead,

    /// <summary><c>dev_write</c>: a device writes pages through its mirror: val to the first page, val + 1 to the next,
    /// and so on.</summary>
    DeviceWrite,

    /// <summary><c>dev_migrate</c>: pages move to a device's memory, which then reads them.</summary>
    DeviceMigrate,

    /// <summary><c>dev_back</c>: pages in a device's memory move back to system memory.</summary>
    DeviceBack,

    /// <summary><c>snapshot</c>: the driver reports one byte a page, without a fault.</summary>
    Snapshot,

    /// <summary><c>exclusive</c>: a device takes exclusive (atomic) access to pages and reads them.</summary>
    Exclusive,

    /// <summary><c>check_exclusive</c>: asks whether a device still holds pages exclusively.</summary>
    CheckExclusive,

    /// <summary><c>mremap</c>: <c>mremap</c> to a fixed address, replacing what is mapped there.</summary>
    Move,

    /// <summary><c>truncate</c>: <c>ftruncate</c> of one of the two shared memory files.</summary>
    Truncate,

    /// <summary><c>reopen</c>: a device file is closed and opened again, which releases its mirror.</summary>
    Reopen,
}
