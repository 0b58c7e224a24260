using System.Collections.Immutable;
using Hmm.Annotations;

namespace Hmm.Model.Locking;

/// <summary>The one declared order of the locks that memory management and a device driver share.</summary>
/// <remarks>From the comments above the functions of mm/rmap.c and mm/filemap.c and from what the lock validator recorded on Linux 6.12.
/// Ranks go in tens, so that a class can be put between two others.</remarks>
public static class LockClasses
{
    /// <summary>inode.i_rwsem: file size, truncation against writing. An instance a file.</summary>
    [LockClass("inode_lock", Rank = 10)]
    public static readonly LockClass Inode = new(0, "inode_lock", 10, LockKind.Sleeping, 0, 2, "the size of a file");

    /// <summary>mm.mmap_lock: the VMAs and, against writers, the page tables' existence. An instance an address space.</summary>
    [LockClass("mmap_lock", Rank = 20)]
    public static readonly LockClass Mmap = new(1, "mmap_lock", 20, LockKind.Sleeping, 2, 4, "the VMAs of an address space");

    /// <summary>The child's mmap_lock, taken by fork inside the parent's: the same lock, a subclass of its own.</summary>
    [LockClass("mmap_lock/nested", Rank = 25)]
    public static readonly LockClass MmapNested =
        new(2, "mmap_lock/nested", 25, LockKind.Sleeping, 2, 4, "the VMAs of a child that is being made");

    /// <summary>mapping.invalidate_lock: filling the page cache against truncation. An instance a file.</summary>
    [LockClass("invalidate_lock", Rank = 30)]
    public static readonly LockClass Invalidate =
        new(3, "invalidate_lock", 30, LockKind.Sleeping, 6, 2, "the page cache against truncation");

    /// <summary>The lock bit of a folio, kept in the frame's record.</summary>
    [LockClass("folio_lock", Rank = 40)]
    public static readonly LockClass Folio = new(4, "folio_lock", 40, LockKind.PageBit, -1, 0, "what a folio belongs to");

    /// <summary>mapping.i_mmap_rwsem: which VMAs map a file. One instance.</summary>
    [LockClass("i_mmap_rwsem", Rank = 50)]
    public static readonly LockClass IMmap = new(5, "i_mmap_rwsem", 50, LockKind.Sleeping, 8, 1, "the reverse map of files");

    /// <summary>anon_vma.rwsem, of the root that parent and children share. One instance.</summary>
    [LockClass("anon_vma_lock", Rank = 60)]
    public static readonly LockClass AnonVma = new(6, "anon_vma_lock", 60, LockKind.Sleeping, 9, 1, "the reverse map of anonymous memory");

    /// <summary>mmu_notifier_invalidate_range_start: held, in the validator's eyes, while drivers are called.</summary>
    [LockClass("invalidate_range_start", Rank = 70, Kind = Annotations.LockKind.Pseudo)]
    public static readonly LockClass Notifier = new(7, "invalidate_range_start", 70, LockKind.Pseudo, -1, 0, "that drivers may be called");

    /// <summary>The driver's update mutex: its mirror of one address space. An instance a device and space.</summary>
    [LockClass("driver_mutex", Rank = 80)]
    public static readonly LockClass Driver =
        new(8, "driver_mutex", 80, LockKind.Sleeping, 10, 16, "a device's mirror and its sequence number");

    /// <summary>The page-table lock: entries. One instance, kept between steps only while an entry is cleared on its way to
    /// another.</summary>
    [LockClass("page_table_lock", Rank = 90, NoSleep = true)]
    public static readonly LockClass PageTable = new(9, "page_table_lock", 90, LockKind.Spinning, 26, 1, "page-table entries");

    /// <summary>The notifier subscriptions' spin lock: sequence number, active invalidations.</summary>
    [LockClass("subscriptions_lock", Rank = 100, NoSleep = true)]
    public static readonly LockClass Subscriptions =
        new(10, "subscriptions_lock", 100, LockKind.Spinning, -1, 0, "sequence number and active invalidations");

    /// <summary>The driver's spin lock on its list of free device pages, also taken when the last reference to one goes.</summary>
    [LockClass("device_free_list_lock", Rank = 110, NoSleep = true)]
    public static readonly LockClass FreeList = new(11, "device_free_list_lock", 110, LockKind.Spinning, -1, 0, "the device's free pages");

    /// <summary>Every class, by id.</summary>
    public static ImmutableArray<LockClass> All { get; } =
        [Inode, Mmap, MmapNested, Invalidate, Folio, IMmap, AnonVma, Notifier, Driver, PageTable, Subscriptions, FreeList];
}
