namespace Hmm.Model.Exploring.Recording;

/// <summary>What came of replaying one recorded sequence over the model.</summary>
public sealed record Replay
{
    /// <summary>Records in the sequence.</summary>
    public required int Records { get; init; }

    /// <summary>Records that the model agrees with; fewer than <see cref="Records"/> only if there is a <see cref="Difference"/>.</summary>
    public required int Agreed { get; init; }

    /// <summary>Sections in which threads ran at once, among the records.</summary>
    public required int Sections { get; init; }

    /// <summary>Sections that some interleaving of the model's steps explains.</summary>
    public required int Explained { get; init; }

    /// <summary>How the section that was asked for, or the one at which the replay stopped, went; null for neither.</summary>
    public SectionAccount? Account { get; init; }

    /// <summary>The first difference, at which the replay stopped; null when all records agree.</summary>
    public Difference? Difference { get; init; }
}
