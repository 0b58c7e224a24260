using System.Collections.Immutable;

namespace Hmm.Model.Exploring;

/// <summary>The outcome of an exploration.</summary>
/// <param name="Verdict">What was proved.</param>
/// <param name="Findings">
/// Everything broken, the shortest run first and deadlock last at equal depth: the invariants that break in the first broken level,
/// or all that ever break after <see cref="ExplorerOptions.ContinueAfterViolation"/>. Empty when nothing was found.
/// </param>
/// <param name="Statistics">What was counted.</param>
public sealed record Exploration(Verdict Verdict, ImmutableArray<Verdict> Findings, Statistics Statistics);
