namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>What each thread does with locks: a capital acquires, the small letter releases, in that order.</summary>
internal sealed record Shape(string Name, params string[] Threads)
{
    public static readonly Shape[] All =
    [
        new("Twice", "AAaa"),
        new("Pair", "ABba", "BAab"),
        new("Ring3", "ABba", "BCcb", "CAac"),
        new("Ring4", "ABba", "BCcb", "CDdc", "DAad"),
        new("LongArms", "ABCcba", "CDAadc"),
        new("OneOrder", "ABba", "ABba"),
        new("Chain", "ABba", "BCcb", "ACca"),
        new("Gated", "GABbag", "GBAabg"),
        new("OneAfterTheOther", "AaBb", "BbAa"),
        new("ThreeInOneOrder", "ABCcba", "ABCcba", "ACca"),
    ];

    /// <summary>The locks that occur.</summary>
    public IEnumerable<char> Locks => Threads.SelectMany(t => t).Where(char.IsUpper).Distinct().Order();

    public override string ToString() => Name;
}
