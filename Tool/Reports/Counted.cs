namespace Hmm.Tool.Reports;

/// <summary>Something of the model, and in how many records it occurred.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Records">The number of records.</param>
internal readonly record struct Counted(string Name, long Records);
