using System.Collections.Immutable;

namespace Hmm.Tool.Graphs;

/// <summary>A graph to draw.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Nodes">Its nodes, in the order in which a reader meets them.</param>
/// <param name="Edges">Its edges.</param>
internal sealed record Graph(string Name, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges);
