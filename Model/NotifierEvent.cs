namespace Hmm.Model;

/// <summary>Why an invalidation is announced (enum mmu_notifier_event).</summary>
public enum NotifierEvent : byte
{
    /// <summary>None is running.</summary>
    None,

    /// <summary>MMU_NOTIFY_UNMAP: the mapping goes.</summary>
    Unmap,

    /// <summary>MMU_NOTIFY_CLEAR: entries are cleared or replaced.</summary>
    Clear,

    /// <summary>MMU_NOTIFY_PROTECTION_VMA: mprotect.</summary>
    ProtectVma,

    /// <summary>MMU_NOTIFY_PROTECTION_PAGE: write protection of pages, by fork.</summary>
    ProtectPage,

    /// <summary>MMU_NOTIFY_RELEASE: the address space dies.</summary>
    Release,

    /// <summary>MMU_NOTIFY_MIGRATE: device migration, with an owner that may skip it.</summary>
    Migrate,

    /// <summary>MMU_NOTIFY_EXCLUSIVE: exclusive access given or taken away.</summary>
    Exclusive,
}
