using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>The registers of an operation that writes a page to swap space.</summary>
public struct ReclaimRegisters
{
    /// <summary>The page.</summary>
    public Frame Page;

    /// <summary>The slot of swap space that it goes to.</summary>
    public Frame Slot;

    /// <summary>How far the walk of the reverse map is.</summary>
    public byte Walk;

    /// <summary>The mapping that the walk has reached.</summary>
    public Place Mapping;

    /// <summary>Whether a page was freed that nobody but this operation may take.</summary>
    public bool Reserved;
}
