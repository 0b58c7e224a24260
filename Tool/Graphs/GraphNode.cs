namespace Hmm.Tool.Graphs;

/// <summary>A node of a graph.</summary>
/// <param name="Name">What it stands for, which no other node does.</param>
/// <param name="Remark">What is written below the name; empty for nothing.</param>
internal sealed record GraphNode(string Name, string Remark = "");
