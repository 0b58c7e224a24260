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
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Statement}";
}
