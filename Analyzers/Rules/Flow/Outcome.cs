namespace Hmm.Analyzers.Flow;

/// <summary>One way an evaluation may go.</summary>
/// <param name="State">The state afterwards.</param>
/// <param name="Value">The result.</param>
internal readonly record struct Outcome(State State, Value Value);
