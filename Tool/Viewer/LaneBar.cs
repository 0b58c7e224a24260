namespace Hmm.Tool.Viewer;

/// <summary>A stretch of a lane.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="From">The first step, from 1.</param>
/// <param name="To">The last step.</param>
/// <param name="Holder">Whose it is: the actor's number, -1 where it is nobody's or several actors'.</param>
/// <param name="Text">What to write on it, where there is room.</param>
/// <param name="Title">What it is, in full.</param>
internal sealed record LaneBar(BarKind Kind, int From, int To, int Holder, string Text, string Title);
