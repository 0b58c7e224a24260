namespace Hmm.Tool.Graphs;

/// <summary>An edge of a graph.</summary>
/// <param name="From">The name of the node that it leaves.</param>
/// <param name="To">The name of the node that it leads to.</param>
/// <param name="Label">What is written beside it; empty for nothing.</param>
internal sealed record GraphEdge(string From, string To, string Label = "");
