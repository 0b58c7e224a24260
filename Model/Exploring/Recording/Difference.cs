namespace Hmm.Model.Exploring.Recording;

/// <summary>The first observation of a sequence that the model does not allow.</summary>
public sealed record Difference
{
    /// <summary>The trace, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The sequence's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The record's position in its sequence, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which observation: <c>ret</c>, <c>cpages</c>, <c>faults</c>, <c>vals[1]</c>, <c>state[0].pte[3]</c> and so on.</summary>
    public required string Field { get; init; }

    /// <summary>What the kernel showed.</summary>
    public required string Kernel { get; init; }

    /// <summary>What the model says: its one answer, or all that it allows.</summary>
    public required string Model { get; init; }

    /// <summary>The rule that gave the model's answer: operation and step, and the kernel function it stands for.</summary>
    public required string Rule { get; init; }
}
