using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hmm.Model.Exploring;

/// <summary>Bytes as digits and letters that nobody confuses (Crockford's alphabet: no I, L, O, U).</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[buffer >> (bits - 5) & 31]);
            }

            buffer &= 0xFF;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[buffer << (5 - bits) & 31]).ToString();
    }

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = new byte[text.Length * 5 / 8];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var letter in text.ToUpperInvariant())
        {
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                bytes = null;
                return false;
            }

            buffer = ((buffer & 0xFF) << 5) | digit;
            bits += 5;
            if (bits >= 8)
            {
                bytes[at++] = (byte)(buffer >> (bits - 8));
                bits -= 8;
            }
        }

        if ((buffer & ((1 << bits) - 1)) == 0 && bits < 5)
        {
            return true;
        }

        bytes = null;
        return false;
    }
}
