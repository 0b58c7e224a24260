namespace Stateless.Graph;

/// <summary>One arrow of a diagram.</summary>
/// <param name="Source">The state it leaves.</param>
/// <param name="Destination">The state it enters.</param>
/// <param name="Label">Trigger, entry actions, guards.</param>
internal sealed record Edge(string Source, string Destination, string Label);
