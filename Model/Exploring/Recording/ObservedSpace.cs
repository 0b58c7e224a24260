using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Recording;

/// <summary>One process's address space as observed after a recorded call. The observation changes nothing.</summary>
public sealed record ObservedSpace
{
    /// <summary>The process, from 0.</summary>
    public required int Process { get; init; }

    /// <summary>0, or the <c>-errno</c> with which the driver refused the snapshot that <see cref="Permissions"/> come from.</summary>
    public int SnapshotReturn { get; init; }

    /// <summary>The driver's snapshot byte of each page of the arena, asked through device 0. Length: the arena's pages.</summary>
    /// <remarks>Where the snapshot was refused, each byte is what the recorder's buffer held before (0xEE).</remarks>
    public required ImmutableArray<byte> Permissions { get; init; }

    /// <summary>The page-table entry of each page of the arena. Length: the arena's pages.</summary>
    public required ImmutableArray<ObservedEntry> Entries { get; init; }
}
