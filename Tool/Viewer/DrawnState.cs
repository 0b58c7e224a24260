namespace Hmm.Tool.Viewer;

/// <summary>A state of a drawn lifecycle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">The left edge of its box.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">The width; all boxes are <see cref="LifecycleLayout.BoxHeight"/> high.</param>
internal sealed record DrawnState(string Name, int X, int Y, int Width);
