using System.Collections.Immutable;

namespace Hmm.Model.Claims;

/// <summary>Looks for a place in a world where an invariant is broken.</summary>
/// <param name="world">The world.</param>
/// <returns>What breaks it, or null where it holds.</returns>
public delegate Finding? Check(in World world);

/// <summary>Something that must hold in every reachable world.</summary>
/// <param name="Id">Its name for ever.</param>
/// <param name="Statement">What holds, as a sentence that stands alone.</param>
/// <param name="Check">Looks for a place where it does not.</param>
public sealed record Invariant(string Id, string Statement, Check Check)
{
    /// <summary>The invariants that a world breaks.</summary>
    /// <param name="world">The world.</param>
    /// <param name="invariants">The invariants to check.</param>
    /// <returns>The set of broken ones, bit i for the i-th.</returns>
    public static ulong Broken(in World world, ImmutableArray<Invariant> invariants)
    {
        var broken = 0UL;
        for (var i = 0; i < invariants.Length; i++)
        {
            broken |= invariants[i].Check(in world) is null ? 0 : 1UL << i;
        }

        return broken;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Statement}";
}
