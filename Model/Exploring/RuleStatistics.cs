namespace Hmm.Model.Exploring;

/// <summary>How often a rule fired.</summary>
/// <param name="Fired">Instances fired, one for each state and instance enabled in it; 0 means that the rule is never enabled.</param>
/// <param name="FirstDepth">The length of the shortest run that ends with this rule; -1 when it never fired.</param>
public readonly record struct RuleStatistics(long Fired, int FirstDepth);
