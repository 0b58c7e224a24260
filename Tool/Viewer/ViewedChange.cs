namespace Hmm.Tool.Viewer;

/// <summary>A cell that a step changes.</summary>
/// <param name="Sign">+ where it held nothing, - where it holds nothing any more, ~ else.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
internal sealed record ViewedChange(char Sign, string Cell, string Before, string After);
