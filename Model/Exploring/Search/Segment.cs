namespace Hmm.Model.Exploring.Search;

/// <summary>States of one level that lie side by side in the arena.</summary>
/// <param name="Start">The number of the first.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Segment(long Start, int Count);
