namespace Hmm.Model.Exploring.Recording;

/// <summary>One call as it was made: what was asked, by which process, with which arguments.</summary>
/// <remarks>Addresses are page indices of one arena that lies at the same place in every process.
/// An argument that its kind does not take is 0.</remarks>
public sealed record Call
{
    /// <summary>What was asked.</summary>
    public required CallKind Kind { get; init; }

    /// <summary>The calling process, from 0; for <see cref="CallKind.Fork"/> the parent.</summary>
    public required int Process { get; init; }

    /// <summary>First page of the range, from 0.</summary>
    public int Page { get; init; }

    /// <summary>Number of pages, at least 1 for a range; 1 for an access by the CPU;
    /// for <see cref="CallKind.Truncate"/> the file's new length in pages.</summary>
    public int Count { get; init; }

    /// <summary>The <c>PROT_</c> bits of <see cref="CallKind.Map"/> and <see cref="CallKind.Protect"/>: 1 read, 2 write,
    /// 4 execute.</summary>
    public int Protection { get; init; }

    /// <summary>What <see cref="CallKind.Map"/> maps.</summary>
    public MappingKind Mapping { get; init; }

    /// <summary>The memory file, 0 or 1, of <see cref="CallKind.Truncate"/> and of <see cref="CallKind.Map"/> of a file.</summary>
    public int File { get; init; }

    /// <summary>Page of the file at which a <see cref="CallKind.Map"/> of a file starts.</summary>
    public int Offset { get; init; }

    /// <summary>The page that <see cref="CallKind.Move"/> moves to, or the process that <see cref="CallKind.Fork"/> makes.</summary>
    public int To { get; init; }

    /// <summary>The value that <see cref="CallKind.CpuWrite"/> stores,
    /// or <see cref="CallKind.DeviceWrite"/> writes to its first page.</summary>
    public ulong Value { get; init; }

    /// <summary>The device of a driver command: 0 and 1 have device-private memory, 2 and 3 device-coherent memory.</summary>
    public int Device { get; init; }
}
