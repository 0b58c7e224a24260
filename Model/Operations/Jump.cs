namespace Hmm.Model.Operations;

/// <summary>A way to go on after a step other than to the next one.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="Condition">When; null for always.</param>
/// <param name="Label">Where to: a step's label in the same group, or in one that encloses it.</param>
public sealed record Jump<TWorld>(Condition<TWorld>? Condition, string Label)
    where TWorld : unmanaged;
