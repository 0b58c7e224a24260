namespace Hmm.Tool.Viewer;

/// <summary>Something that holds a value.</summary>
/// <param name="Id">Its name, as in the text of a run.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Row">Where it stands in a table: its page, its frame, its lock.</param>
/// <param name="Column">And there: the VMA, the CPU's entry, a device's mirror.</param>
/// <param name="Start">Its value before the first step; empty for none.</param>
internal sealed record ViewedCell(string Id, CellKind Kind, string Row, string Column, string Start);
