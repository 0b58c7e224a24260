namespace Hmm.Model.Memory;

/// <summary>What a page-table entry is.</summary>
public enum PteKind : byte
{
    /// <summary>Empty.</summary>
    None,

    /// <summary>The shared page of zeros, read-only.</summary>
    Zero,

    /// <summary>A frame that the CPU addresses, of system or coherent device memory.</summary>
    Present,

    /// <summary>A migration entry: the page is on its way and whoever touches it waits.</summary>
    Migration,

    /// <summary>A device-private entry: the page is in memory that the CPU cannot address; touching it brings it back.</summary>
    Private,

    /// <summary>A device-exclusive entry: a device has the page to itself for atomics; touching it revokes that.</summary>
    Exclusive,

    /// <summary>Bound to a device: the CPU's access raises SIGBUS for as long as the binding lasts.</summary>
    Locked,

    /// <summary>A swap entry: what the page holds is in swap space; touching it reads it in.</summary>
    Swapped,
}
