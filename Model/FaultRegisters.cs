using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>The registers of a page fault (struct vm_fault).</summary>
public struct FaultRegisters
{
    /// <summary>The page that is faulted.</summary>
    public byte Page;

    /// <summary>The access wanted: read or write.</summary>
    public Access Access;

    /// <summary>The entry as it was sampled without the page-table lock.</summary>
    public Pte Original;

    /// <summary>A frame that this fault holds a reference to.</summary>
    public Frame Held;

    /// <summary>A frame allocated for the copy.</summary>
    public Frame Fresh;
}
