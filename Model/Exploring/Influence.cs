namespace Hmm.Model.Exploring;

/// <summary>A step of a run that goes as it does because an earlier step of another actor wrote a cell: a lock that was released and is
/// taken, a value that was written and is read.</summary>
/// <param name="From">The step that wrote, from 1.</param>
/// <param name="To">The first step of another actor that depends on it.</param>
/// <param name="Cell">What was written, by the names of <see cref="Change"/>.</param>
public sealed record Influence(int From, int To, string Cell);
