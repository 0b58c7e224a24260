using Hmm.Analyzers.Flow;

namespace Hmm.Analyzers.Declarations;

/// <summary>One lock that guards a member.</summary>
/// <param name="Lock">Which lock, seen from the guarded member: <c>this</c> is the member's owner.</param>
/// <param name="WritesOnly">Whether reading needs no lock.</param>
/// <param name="GuardsTarget">Whether it guards the object referred to and not the reference.</param>
internal sealed record GuardClause(Value Lock, bool WritesOnly, bool GuardsTarget);
