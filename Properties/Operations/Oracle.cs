using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Properties.Worlds;

namespace Hmm.Properties.Operations;

/// <summary>What processes and devices may see of memory, by what the manual pages promise: a value a page, and nothing of page tables,
/// frames, mirrors or notifiers.</summary>
public sealed partial class Oracle
{
    private readonly Dictionary<(int Process, int Page), Mapped> memory;
    private readonly Dictionary<(int Object, int Offset), int> contents;
    private readonly int[] lengths;
    private int objects = Capacity.Files;

    /// <summary>Nothing is mapped; the files are of the arena's length and hold zeros.</summary>
    /// <param name="pages">Pages of the arena.</param>
    public Oracle(int pages) => (memory, contents, lengths) = ([], [], [.. Enumerable.Repeat(pages, Capacity.Files)]);

    private Oracle(Oracle other) =>
        (memory, contents, lengths, objects) = (new(other.memory), new(other.contents), [.. other.lengths], other.objects);

    /// <summary>The same situation, to be changed apart from this one.</summary>
    /// <returns>The copy.</returns>
    public Oracle Copy() => new(this);

    /// <summary>Why a page cannot be read or written, as the signal that the CPU gets, negated.</summary>
    /// <param name="process">The process.</param>
    /// <param name="page">The page.</param>
    /// <param name="access">What is wanted.</param>
    /// <returns>0 if it can, -11 without the right, -7 beyond the end of the file.</returns>
    public int Refusal(int process, int page, Access access) =>
        !memory.TryGetValue((process, page), out var mapped) || mapped.Protection < access ? -11
        : IsBeyondEnd(mapped) ? -7
        : 0;

    /// <summary>Whether a page is mapped for a kind of access, were its file long enough.</summary>
    /// <param name="process">The process.</param>
    /// <param name="page">The page.</param>
    /// <param name="access">The access.</param>
    /// <returns>True when it is.</returns>
    public bool Grants(int process, int page, Access access) =>
        memory.TryGetValue((process, page), out var mapped) && mapped.Protection >= access;

    /// <summary>Whether a page is mapped, and writes to it are this mapping's own.</summary>
    /// <param name="process">The process.</param>
    /// <param name="page">The page.</param>
    /// <returns>True when it is.</returns>
    public bool IsPrivate(int process, int page) =>
        memory.TryGetValue((process, page), out var mapped) && mapped.Kind is VmaKind.AnonymousPrivate or VmaKind.FilePrivate;

    /// <summary>The value that a mapped page holds.</summary>
    /// <param name="process">The process.</param>
    /// <param name="page">The page.</param>
    /// <returns>The value.</returns>
    public int Value(int process, int page)
    {
        var mapped = memory[(process, page)];
        return mapped.Own ?? contents.GetValueOrDefault((mapped.Object, mapped.Offset));
    }

    /// <summary>Writes a page that may be written.</summary>
    /// <param name="process">The process.</param>
    /// <param name="page">The page.</param>
    /// <param name="value">The value.</param>
    public void Write(int process, int page, int value)
    {
        var mapped = memory[(process, page)];
        if (mapped.Kind is VmaKind.AnonymousPrivate or VmaKind.FilePrivate)
        {
            memory[(process, page)] = mapped with { Own = value };
        }
        else
        {
            contents[(mapped.Object, mapped.Offset)] = value;
        }
    }

    /// <summary>Takes over which pages of private file mappings have been copied: the manual pages leave open whether such a page follows
    /// its file, and a fault for writing settles it even where nothing is written then.</summary>
    /// <param name="world">The world, which knows.</param>
    public void Settle(in World world)
    {
        foreach (var (key, mapped) in memory.Where(pair => pair.Value is { Kind: VmaKind.FilePrivate, Own: null }).ToList())
        {
            if (world[world[Place.At(key.Process, key.Page)].Frame].IsAnonymous)
            {
                memory[key] = mapped with { Own = Value(key.Process, key.Page) };
            }
        }
    }

    /// <summary>Where a world says something else of memory.</summary>
    /// <param name="world">The world, in which nothing is in flight.</param>
    /// <returns>The first difference, or null.</returns>
    public string? Difference(in World world)
    {
        for (byte process = 0; process < Capacity.Spaces; process++)
        {
            for (byte page = 0; page < world.PageCount; page++)
            {
                var vma = world.Vma(new(process, page));
                var isMapped = memory.TryGetValue((process, page), out var mapped);
                if (vma.IsMapped != isMapped || (isMapped && (vma.Kind, vma.Protection) != (mapped!.Kind, mapped.Protection)))
                {
                    return $"process {process}, page {page} should be {mapped?.ToString() ?? "a hole"} and is {vma}";
                }

                if (isMapped && !IsBeyondEnd(mapped!) && Value(process, page) != Contents.Of(in world, new(process, page)))
                {
                    return $"process {process}, page {page} should hold {Value(process, page)} and holds "
                        + $"{Contents.Of(in world, new(process, page))}, in {world[new Place(process, page)]}";
                }
            }
        }

        return null;
    }

    private bool IsBeyondEnd(Mapped mapped) =>
        mapped.Kind is VmaKind.FilePrivate or VmaKind.FileShared && mapped.Offset >= lengths[mapped.Object];

    private bool IsMapped(int process, int page) => memory.ContainsKey((process, page));

    private sealed record Mapped(VmaKind Kind, Access Protection, int Object, int Offset, int? Own);
}
