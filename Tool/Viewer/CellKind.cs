namespace Hmm.Tool.Viewer;

/// <summary>What holds a value.</summary>
internal enum CellKind
{
    /// <summary>What the VMA says of a page.</summary>
    Vma,

    /// <summary>A page-table entry.</summary>
    Cpu,

    /// <summary>A device's mirror of an entry.</summary>
    Mirror,

    /// <summary>An extension's binding of a page to a device.</summary>
    Binding,

    /// <summary>What backs a page's bus address for a device.</summary>
    Dma,

    /// <summary>A frame.</summary>
    Frame,

    /// <summary>A lock.</summary>
    Lock,

    /// <summary>The invalidations of an address space.</summary>
    Notifier,

    /// <summary>What else there is: an extension's records, the page cache.</summary>
    Other,
}
