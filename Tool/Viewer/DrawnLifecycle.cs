using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>A lifecycle with a place for everything.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Width">The drawing's width.</param>
/// <param name="Height">And height.</param>
/// <param name="States">The states.</param>
/// <param name="Edges">The transitions, those between the same states together.</param>
internal sealed record DrawnLifecycle(
    string Name, int Width, int Height, ImmutableArray<DrawnState> States, ImmutableArray<DrawnEdge> Edges);
