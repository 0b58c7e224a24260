namespace Hmm.Model.Claims;

/// <summary>A mistake that a kernel had, or that suggests itself: each has a mutant, or a reason why none can have it here.</summary>
/// <param name="Id">Its name for ever: B for history, M for what suggests itself.</param>
/// <param name="Story">What was, or would be, wrong.</param>
public sealed record KnownMistake(string Id, string Story)
{
    /// <summary>The commit that mended it, where it is known.</summary>
    public string Commit { get; init; } = string.Empty;

    /// <summary>The first kernel without it, where it is known.</summary>
    public string Kernel { get; init; } = string.Empty;

    /// <summary>Why it has no mutant; empty where it has one.</summary>
    public string Beyond { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Story}";
}
