namespace Hmm.Tool.Reports;

/// <summary>Something of the model, and in how many records it occurred.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Records">The number of records.</param>
/// <param name="Reached">Of a way that a step may go: the number of records that came to the step at all.</param>
internal readonly record struct Counted(string Name, long Records, long? Reached = null);
