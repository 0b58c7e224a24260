using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Recording;

/// <summary>What a recorded call answered.</summary>
/// <remarks>The driver copies nothing but its error back when it fails, so everything except <see cref="Return"/> is absent then.</remarks>
public sealed record CallResult
{
    /// <summary>0, <c>-errno</c>, or for an access by the CPU <c>-signal</c> (-11 for SIGSEGV, -7 for SIGBUS).</summary>
    public required int Return { get; init; }

    /// <summary>The driver's <c>cpages</c>: how many pages the command reached. -1 when absent.</summary>
    public int Pages { get; init; } = -1;

    /// <summary>The driver's <c>faults</c>: how often the command had to fault pages in. -1 when absent.</summary>
    public int Faults { get; init; } = -1;

    /// <summary>One value for a read by the CPU; one a page for commands that read; empty when absent.</summary>
    public ImmutableArray<ulong> Values { get; init; } = [];

    /// <summary>The driver's byte a page that a snapshot asked for; empty when absent.</summary>
    public ImmutableArray<byte> Permissions { get; init; } = [];

    /// <summary>Whether the value at the start of a page that was read differed from the value at its end.</summary>
    public bool Torn { get; init; }
}
