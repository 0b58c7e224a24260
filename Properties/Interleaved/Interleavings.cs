using FsCheck;
using FsCheck.Fluent;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Interleaved;

/// <summary>Makes interleavings, and simpler ones of one that fails.</summary>
internal static class Interleavings
{
    private const int Longest = 300;
    private const int ChoiceMax = (1 << 16) - 1;

    private static readonly int[] Pages = [1, 1, 1, 2, 2, 3, 4, 6, 8];
    private static readonly int[] Spaces = [1, 1, 2, 3];
    private static readonly int[] Actors = [2, 3, 3, 4, 5, 6];
    private static readonly (int Private, int Coherent)[] Devices = [(1, 0), (1, 0), (2, 0), (1, 1), (0, 1), (2, 2)];

    /// <summary>Any interleaving of any scope.</summary>
    public static Arbitrary<Interleaving> Any() => Arb.From(Generator, Shorter);

    /// <summary>The same, which nobody makes simpler.</summary>
    public static Arbitrary<Interleaving> Raw() => Arb.From(Generator);

    private static Gen<Interleaving> Generator =>
        from pages in Gen.Elements(Pages)
        from spaces in Gen.Elements(Spaces)
        from devices in Gen.Elements(Devices)
        from actors in Gen.Elements(Actors)
        from length in Gen.Choose(10, Longest)
        from choices in Choice.ArrayOf(length)
        select new Interleaving(new WideScope(pages, spaces, devices.Private, devices.Coherent, actors), [.. choices]);

    /// <summary>Half of the time the actor goes on, so that operations get somewhere before others interfere.</summary>
    private static Gen<int> Choice => Gen.OneOf(Gen.Constant(0), Gen.Choose(0, ChoiceMax));

    private static IEnumerable<Interleaving> Shorter(Interleaving failing)
    {
        var choices = failing.Choices;
        for (var length = choices.Length; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= choices.Length; at += length)
            {
                yield return failing with { Choices = choices.RemoveRange(at, length) };
            }
        }

        for (var i = 0; i < choices.Length; i++)
        {
            if (choices[i] > 0)
            {
                yield return failing with { Choices = choices.SetItem(i, 0) };
            }
        }
    }
}
