namespace Hmm.Model.Lifecycles;

/// <summary>What happens to a page of device memory.</summary>
public enum DeviceFrameTrigger : byte
{
    /// <summary>Taken from the free list, locked, with one reference (zone_device_page_init).</summary>
    Allocate,

    /// <summary>A page table maps it.</summary>
    Map,

    /// <summary>One of several mappings goes.</summary>
    Unmap,

    /// <summary>The only mapping goes.</summary>
    LastUnmap,

    /// <summary>The last reference goes (free_zone_device_folio).</summary>
    LastPut,
}
