namespace Hmm.Model;

/// <summary>What the caller of an operation gets to see.</summary>
public struct Outcome
{
    /// <summary>0, a negative errno, or for a CPU access a negative signal.</summary>
    public short Return;

    /// <summary>The driver's count of pages.</summary>
    public byte Pages;

    /// <summary>The driver's count of faults.</summary>
    public byte Faults;

    /// <summary>The pages of the range, a bit each, whose value was read from memory that had been freed: it can be any.</summary>
    public ushort Unknown;

    internal NumberRow Values;

    /// <summary>The value read from, or the snapshot byte of, the page with the given number in the range.</summary>
    /// <param name="page">The number, from 0.</param>
    /// <returns>The value.</returns>
    public readonly ushort Value(int page) => Values[page];
}
