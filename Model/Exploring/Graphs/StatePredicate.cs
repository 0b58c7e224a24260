namespace Hmm.Model.Exploring.Graphs;

/// <summary>A question about a state.</summary>
/// <param name="state">The state's bytes; for a packed system its word, least byte first.</param>
/// <returns>The answer, which depends on the state alone.</returns>
public delegate bool StatePredicate(ReadOnlySpan<byte> state);
