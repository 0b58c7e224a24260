namespace Hmm.Benchmarks.MirrorCore;

/// <summary>The numbers that parameters of mirror-core take.</summary>
internal static class Constant
{
    public readonly struct Zero : IConstant
    {
        public static int Value => 0;
    }

    public readonly struct One : IConstant
    {
        public static int Value => 1;
    }

    public readonly struct Two : IConstant
    {
        public static int Value => 2;
    }

    public readonly struct Three : IConstant
    {
        public static int Value => 3;
    }

    public readonly struct Four : IConstant
    {
        public static int Value => 4;
    }

    public readonly struct Five : IConstant
    {
        public static int Value => 5;
    }
}
