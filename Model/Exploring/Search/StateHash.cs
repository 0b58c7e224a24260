namespace Hmm.Model.Exploring.Search;

/// <summary>A 64-bit hash of a state, the same in every run and on every machine of this byte order; never 0.</summary>
internal static unsafe class StateHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;
    private const ulong Third = 0x8EBC6AF09C88C6E3;

    /// <summary>The hash.</summary>
    /// <param name="state">The state.</param>
    /// <param name="size">Its length in bytes, a multiple of 8.</param>
    public static ulong Of(byte* state, int size)
    {
        var words = (ulong*)state;
        var rest = size / sizeof(ulong);
        var hash = Mix((ulong)size ^ First, Second);
        for (; rest >= 2; rest -= 2, words += 2)
        {
            hash = Mix(words[0] ^ Second ^ hash, words[1] ^ Third);
        }

        if (rest > 0)
        {
            hash = Mix(words[0] ^ Third ^ hash, First);
        }

        hash = Mix(hash ^ First, Second);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
