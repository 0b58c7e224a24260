using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>The registers of a migration (struct migrate_vma).</summary>
public struct MigrationRegisters
{
    /// <summary>The address space; <see cref="Whole"/> for an eviction, which has none.</summary>
    public byte Space;

    /// <summary>The first page.</summary>
    public byte Start;

    /// <summary>The end, exclusive; of an eviction, the number of frames.</summary>
    public byte End;

    /// <summary>The page or frame that the current stage has reached.</summary>
    public byte Cursor;

    /// <summary>What may be collected.</summary>
    public MigrationSelect Select;

    /// <summary>The device whose memory is concerned and whose owner the events carry.</summary>
    public byte Device;

    /// <summary>The address space whose mirror the driver updates.</summary>
    public byte Mirror;

    /// <summary>The frame whose fault this is, which has one reference more.</summary>
    public Frame FaultFrame;

    /// <summary>The place of another mapping that is being unmapped.</summary>
    public Place Mapping;

    /// <summary>The owner that an exclusive event carries: a device counted from 1, 0 for none.</summary>
    public byte Owner;

    /// <summary>How many VMAs a walk of the reverse map has asked.</summary>
    public byte Walk;

    /// <summary>Pages collected.</summary>
    public byte Collected;

    /// <summary>Whether this is an eviction by frame, without an address space.</summary>
    public bool Whole;

    internal FrameRow Source;

    internal FrameRow Target;

    internal MarkRow Marks;
}
