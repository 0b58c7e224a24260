namespace Hmm.Model.Claims;

/// <summary>A question about a world.</summary>
/// <param name="world">The world.</param>
/// <returns>The answer.</returns>
public delegate bool WorldPredicate(in World world);
