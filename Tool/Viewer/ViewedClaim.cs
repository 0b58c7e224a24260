using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>A claim that a run breaks.</summary>
/// <param name="Id">The claim, or deadlock.</param>
/// <param name="Statement">What should hold.</param>
/// <param name="BrokenBy">What breaks it, with the values that contradict each other.</param>
/// <param name="Cells">The cells that hold those values.</param>
internal sealed record ViewedClaim(string Id, string Statement, string BrokenBy, ImmutableArray<string> Cells);
