using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>The arguments that an operation is called with; those that it does not take are zero.</summary>
public readonly record struct Binding
{
    /// <summary>The address space that calls.</summary>
    public byte Space { get; init; }

    /// <summary>The device.</summary>
    public byte Device { get; init; }

    /// <summary>The first page.</summary>
    public byte Page { get; init; }

    /// <summary>The number of pages; for truncation the new length of the file.</summary>
    public byte Count { get; init; }

    /// <summary>The protection asked for.</summary>
    public Access Protection { get; init; }

    /// <summary>The kind of mapping asked for.</summary>
    public VmaKind Kind { get; init; }

    /// <summary>The memory file, counted from 0.</summary>
    public byte File { get; init; }

    /// <summary>The page offset in the file, the target page of a move, or the space of a forked child.</summary>
    public byte To { get; init; }

    /// <summary>The value to write; a device writes it to the first page, and one more to each page after it.</summary>
    public ushort Value { get; init; }

    /// <summary>The end of the range, exclusive.</summary>
    public byte End => (byte)(Page + Count);

    /// <summary>The first page's place.</summary>
    public Place Place => new(Space, Page);
}
