using System.Collections.Immutable;
using System.Numerics;

namespace Hmm.Tool.Traces;

/// <summary>How a trace spells its fields.</summary>
internal static class FieldNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "seed", "profile", "pages", "devices", "length", "kernel", "i", "p", "begin", "end", "op", "d", "page", "n", "prot", "kind",
        "file", "offset", "to", "val", "ret", "torn", "cpages", "faults", "vals", "perm", "threads", "state", "died", "snapshot_ret", "pte",
    ];

    private static readonly ImmutableArray<byte[]> Spelling = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    // The names by their lengths, so that a lookup compares few.
    private static readonly ImmutableArray<ImmutableArray<int>> Candidates =
    [
        .. Enumerable.Range(0, Names.Max(name => name.Length) + 1)
            .Select(length => Enumerable.Range(0, Names.Length).Where(i => Names[i].Length == length).ToImmutableArray()),
    ];

    /// <summary>The name of one field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>Its name in a trace.</returns>
    public static string Name(Field field) => Names[BitOperations.TrailingZeroCount((int)field)];

    /// <summary>The names of a set of fields, in the order of a trace.</summary>
    /// <param name="fields">The set.</param>
    /// <returns>The names, each in quotes, separated by commas.</returns>
    public static string List(Field fields) =>
        string.Join(", ", Names.Where((_, i) => ((int)fields >> i & 1) != 0).Select(name => $"\"{name}\""));

    /// <summary>The field of a name.</summary>
    /// <param name="name">The name as it stands in the line.</param>
    /// <returns>The field, or <see cref="Field.None"/> for a name that no line has.</returns>
    public static Field Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < Candidates.Length)
        {
            foreach (var i in Candidates[name.Length])
            {
                if (name.SequenceEqual(Spelling[i]))
                {
                    return (Field)(1 << i);
                }
            }
        }

        return Field.None;
    }
}
