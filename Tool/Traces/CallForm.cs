using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>What a trace says of one kind of call: its name, its arguments in their order, and what it answers when it succeeds.</summary>
internal sealed record CallForm(CallKind Kind, string Name, ImmutableArray<Field> Arguments, ImmutableArray<Field> Results)
{
    private static readonly ImmutableArray<Field> Range = [Field.Page, Field.Count];
    private static readonly ImmutableArray<Field> DeviceRange = [Field.Device, Field.Page, Field.Count];
    private static readonly ImmutableArray<Field> Counts = [Field.Pages, Field.Faults];

    /// <summary>All forms; the index is the kind.</summary>
    public static ImmutableArray<CallForm> All { get; } =
    [
        new(CallKind.Map, "map", [.. Range, Field.Protection, Field.Mapping, Field.File, Field.Offset], []),
        new(CallKind.Unmap, "unmap", Range, []),
        new(CallKind.Protect, "protect", [.. Range, Field.Protection], []),
        new(CallKind.Discard, "dontneed", Range, []),
        new(CallKind.CpuRead, "cpu_read", [Field.Page], [Field.Values]),
        new(CallKind.CpuWrite, "cpu_write", [Field.Page, Field.Value], []),
        new(CallKind.Fork, "fork", [Field.To], []),
        new(CallKind.Exit, "exit", [], []),
        new(CallKind.DeviceRead, "dev_read", DeviceRange, [.. Counts, Field.Values]),
        new(CallKind.DeviceWrite, "dev_write", [.. DeviceRange, Field.Value], Counts),
        new(CallKind.DeviceMigrate, "dev_migrate", DeviceRange, [.. Counts, Field.Values]),
        new(CallKind.DeviceBack, "dev_back", DeviceRange, Counts),
        new(CallKind.Snapshot, "snapshot", DeviceRange, [Field.Pages, Field.Permissions]),
        new(CallKind.Exclusive, "exclusive", DeviceRange, [.. Counts, Field.Values]),
        new(CallKind.CheckExclusive, "check_exclusive", DeviceRange, []),
        new(CallKind.Move, "mremap", [.. Range, Field.To], []),
        new(CallKind.Truncate, "truncate", [Field.File, Field.Count], []),
        new(CallKind.Reopen, "reopen", [Field.Device], []),
    ];

    /// <summary>The name of a section in place of a call's.</summary>
    public static ReadOnlySpan<byte> Section => "parallel"u8;

    /// <summary>The names of <see cref="MappingKind"/>; the index is the kind.</summary>
    public static ImmutableArray<string> Mappings { get; } = ["anon_private", "anon_shared", "file_private", "file_shared"];

    private static ImmutableArray<byte[]> MappingSpelling { get; } = [.. Mappings.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>The arguments as a set, those of a file mapping included.</summary>
    public Field ArgumentSet { get; } = Arguments.Aggregate(Field.None, (set, field) => set | field);

    /// <summary>The results of a success as a set, the code itself aside.</summary>
    public Field ResultSet { get; } = Results.Aggregate(Field.None, (set, field) => set | field);

    /// <summary>Whether the call reads pages, and so may have seen a torn one.</summary>
    public bool Reads => Results.Contains(Field.Values);

    private byte[] Spelling { get; } = System.Text.Encoding.UTF8.GetBytes(Name);

    /// <summary>The form of a name.</summary>
    /// <param name="name">The name as it stands in the line.</param>
    /// <returns>The form, or null for a name that no call has.</returns>
    public static CallForm? Find(ReadOnlySpan<byte> name)
    {
        foreach (var form in All)
        {
            if (name.SequenceEqual(form.Spelling))
            {
                return form;
            }
        }

        return null;
    }

    /// <summary>The kind of mapping of a name.</summary>
    /// <param name="name">The name as it stands in the line.</param>
    /// <returns>The kind as a number, or -1 for a name that no mapping has.</returns>
    public static int FindMapping(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Mappings.Length; i++)
        {
            if (name.SequenceEqual(MappingSpelling[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a mapping is of a file, and so has a file and an offset.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>True for the two that are.</returns>
    public static bool IsOfFile(MappingKind mapping) => mapping is MappingKind.FilePrivate or MappingKind.FileShared;
}
