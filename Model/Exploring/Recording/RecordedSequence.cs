using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Recording;

/// <summary>One sequence of a trace: a fresh process 0 with all devices open, and the calls made from there on.</summary>
public sealed record RecordedSequence
{
    /// <summary>Capacity: the most pages an arena may have.</summary>
    public const int MaxPages = 16;

    /// <summary>Capacity: the most devices.</summary>
    public const int MaxDevices = 4;

    /// <summary>Capacity: the most processes alive at once, which are numbered from 0.</summary>
    public const int MaxProcesses = 4;

    /// <summary>Capacity: the most threads of a section.</summary>
    public const int MaxThreads = 3;

    /// <summary>Capacity: the most calls of one thread of a section.</summary>
    public const int MaxThreadCalls = 4;

    /// <summary>Capacity: the greatest value that a call may write to a page.</summary>
    public const int MaxValue = ushort.MaxValue;

    /// <summary>How many memory files, each as long as the arena and filled with zeros, are shared by all processes.</summary>
    public const int Files = 2;

    /// <summary>Where it was read from, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The seed that the recorder made the calls from.</summary>
    public required long Seed { get; init; }

    /// <summary>The recorder's profile: which calls were mixed.</summary>
    public required string Profile { get; init; }

    /// <summary>Pages of the arena, 1 to <see cref="MaxPages"/>.</summary>
    public required int Pages { get; init; }

    /// <summary>Devices, 1 to <see cref="MaxDevices"/>: 0 and 1 have device-private memory, 2 and 3 device-coherent memory.</summary>
    public required int Devices { get; init; }

    /// <summary>How many calls were planned; a sequence that ended in a death has fewer.</summary>
    public required int Length { get; init; }

    /// <summary>The kernel's release, such as 6.12.117.</summary>
    public required string Kernel { get; init; }

    /// <summary>The records, in order.</summary>
    public required ImmutableArray<RecordedCall> Calls { get; init; }
}
