namespace Hmm.Model.Exploring.Search;

/// <summary>One way in which a system is broken.</summary>
/// <param name="Kind">The invariant, or <see cref="Findings.Deadlock"/>.</param>
/// <param name="Depth">The depth at which it first shows.</param>
/// <param name="State">The least state at that depth which shows it.</param>
internal sealed record Finding(int Kind, int Depth, byte[] State);
