using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>The transitions between two states of a drawn lifecycle.</summary>
/// <param name="From">The state before, as an index.</param>
/// <param name="To">The state after.</param>
/// <param name="On">The triggers.</param>
/// <param name="Path">The curve, as SVG has it.</param>
internal sealed record DrawnEdge(int From, int To, ImmutableArray<string> On, string Path);
