namespace Hmm.Model.Exploring.Reductions;

/// <summary>What speaks against a reduction.</summary>
/// <param name="Reason">A sentence.</param>
/// <param name="Run">A run of the full system to the world where it shows; null where it shows in the verdicts only.</param>
public sealed record Objection(string Reason, Run? Run = null);
