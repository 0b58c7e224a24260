namespace Hmm.Properties.Exploring;

/// <summary>Numbers of bits.</summary>
public static class Bits
{
    public readonly struct Sixteen : IBits
    {
        public static int Count => 16;
    }

    public readonly struct Nineteen : IBits
    {
        public static int Count => 19;
    }
}
