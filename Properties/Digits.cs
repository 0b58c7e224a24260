namespace Hmm.Properties;

/// <summary>One choice of a schedule, read digit by digit: each digit picks one of what is possible.
/// Digits that are missing are 0.</summary>
/// <param name="choice">The choice.</param>
public struct Digits(int choice)
{
    /// <summary>Bits of a digit.</summary>
    public const int Bits = 3;

    private int rest = choice;

    /// <summary>Reads a digit.</summary>
    /// <param name="count">How much there is to pick from, at most 8.</param>
    /// <returns>Which, from 0.</returns>
    public int Next(int count)
    {
        var digit = rest & 7;
        rest >>= Bits;
        return digit % count;
    }

    /// <summary>Reads two digits.</summary>
    /// <param name="count">How much there is to pick from, at most 64.</param>
    /// <returns>Which, from 0.</returns>
    public int NextOfMany(int count)
    {
        var digits = rest & 63;
        rest >>= 2 * Bits;
        return digits % count;
    }
}
