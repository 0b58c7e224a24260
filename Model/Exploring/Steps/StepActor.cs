using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Steps;

/// <summary>Someone who runs operations, one after the other.</summary>
/// <param name="Name">The name, for counterexamples.</param>
/// <param name="Calls">What the actor may call while it is idle, again and again.</param>
public sealed record StepActor(string Name, ImmutableArray<StepCall> Calls);
