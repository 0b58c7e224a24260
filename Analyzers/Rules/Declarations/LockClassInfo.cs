using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>A declared lock class.</summary>
/// <param name="Name">Its name in orders.</param>
/// <param name="Rank">Its place in the total order; null without one.</param>
/// <param name="InstanceOrder">The member of the owner that orders instances; null without one.</param>
/// <param name="NoSleep">Whether its holder must not sleep.</param>
/// <param name="Leaf">Whether nothing may be acquired inside.</param>
/// <param name="Reentrant">Whether its holder may acquire it again, where its kind does not tell.</param>
/// <param name="Kind">The number of the annotation's kind; 0 for inferred.</param>
/// <param name="At">Where it is declared.</param>
internal sealed record LockClassInfo(
    string Name, int? Rank, string? InstanceOrder, bool NoSleep, bool Leaf, bool Reentrant, int Kind, Location? At)
{
    public bool IsPseudo => Kind == 5;
}
