namespace Hmm.Model.Claims;

/// <summary>Something that must be able to happen: what guards a protocol against claims that hold because nothing ever does.</summary>
/// <param name="Id">Its name for ever.</param>
/// <param name="Statement">What can happen, as a sentence that stands alone.</param>
/// <param name="Scope">The scope in which it must.</param>
/// <param name="Holds">Whether it has happened in a world.</param>
public sealed record Witness(string Id, string Statement, string Scope, WorldPredicate Holds)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Statement}";
}
