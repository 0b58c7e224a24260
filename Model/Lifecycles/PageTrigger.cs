namespace Hmm.Model.Lifecycles;

/// <summary>What happens to a virtual page. One trigger has one outcome in each state: where the kernel may end in several states, the
/// trigger names which.</summary>
public enum PageTrigger : byte
{
    /// <summary>A read fault maps the page of zeros (do_anonymous_page).</summary>
    MapZero,

    /// <summary>A fault maps a frame readable (do_read_fault, filemap_map_pages).</summary>
    MapReadOnly,

    /// <summary>A fault maps a frame writable (do_anonymous_page, do_cow_fault, do_shared_fault).</summary>
    MapWritable,

    /// <summary>A write fault puts a private copy in place (wp_page_copy).</summary>
    Copy,

    /// <summary>The same frame becomes writable (wp_page_reuse, can_change_pte_writable).</summary>
    Upgrade,

    /// <summary>The same frame stops being writable (mprotect).</summary>
    Protect,

    /// <summary>Fork makes the page copy-on-write.</summary>
    Share,

    /// <summary>The entry is cleared for good (munmap, MADV_DONTNEED, truncate, exit).</summary>
    Zap,

    /// <summary>A migration entry takes its place (migrate_vma_collect_pmd, try_to_migrate_one).</summary>
    Collect,

    /// <summary>The rights behind a migration entry shrink (mprotect, fork).</summary>
    Weaken,

    /// <summary>Settles in system memory, readable (remove_migration_pte, restore_exclusive_pte).</summary>
    SettleReadOnly,

    /// <summary>Settles in system memory, writable.</summary>
    SettleWritable,

    /// <summary>Settles in unaddressable device memory, readable (remove_migration_pte, migrate_vma_insert_page).</summary>
    SettlePrivateReadOnly,

    /// <summary>Settles in unaddressable device memory, writable.</summary>
    SettlePrivateWritable,

    /// <summary>Settles in coherent device memory, readable.</summary>
    SettleCoherentReadOnly,

    /// <summary>Settles in coherent device memory, writable.</summary>
    SettleCoherentWritable,

    /// <summary>A device takes the page for itself (page_make_device_exclusive_one).</summary>
    Seize,

    /// <summary>The range is bound to a device.</summary>
    Bind,

    /// <summary>The binding ends, the page may be read again.</summary>
    UnbindReadOnly,

    /// <summary>The binding ends, the page may be written again.</summary>
    UnbindWritable,

    /// <summary>The page goes to swap space (try_to_unmap_one).</summary>
    SwapOut,

    /// <summary>The page is read in from swap space, to be read (do_swap_page).</summary>
    SwapInReadOnly,

    /// <summary>The page is read in from swap space, to be written (do_swap_page).</summary>
    SwapInWritable,
}
