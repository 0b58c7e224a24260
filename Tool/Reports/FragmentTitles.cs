using System.Collections.Immutable;

namespace Hmm.Tool.Reports;

/// <summary>The fragments of a protocol: what several operations splice in, or one in several places. What only occurs inside another
/// fragment is none of its own.</summary>
internal sealed class FragmentTitles
{
    private readonly Dictionary<string, List<(Part Part, string Around)>> uses = [];
    private readonly Dictionary<string, string> titles = [];

    /// <summary>Finds them and gives each a title.</summary>
    /// <param name="operations">The operations' names and parts.</param>
    public FragmentTitles(ImmutableArray<(string Name, ImmutableArray<Part> Parts)> operations)
    {
        foreach (var (name, parts) in operations)
        {
            Count(parts, name);
        }

        var shared = uses.Values.Where(static same => same.Count > 1 && same[0].Part.Length > 1).ToList();
        var names = shared.ConvertAll(static same => Common([.. same.Select(static use => use.Part.Name).Distinct()]));
        for (var i = 0; i < shared.Count; i++)
        {
            var isTaken = names.Count(name => name == names[i]) > 1 || operations.Any(operation => operation.Name == names[i]);
            titles.Add(shared[i][0].Part.Contents, isTaken ? $"{names[i]} in {shared[i][0].Around}" : names[i]);
        }

        Fragments = [.. shared.Select(static same => same[0].Part)];
    }

    /// <summary>The fragments, in the order in which they are first met.</summary>
    public ImmutableArray<Part> Fragments { get; }

    /// <summary>The title of a part.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Its title, or null if it is no fragment.</returns>
    public string? Of(Part part) => titles.GetValueOrDefault(part.Contents);

    /// <summary>The words with which all names begin.</summary>
    private static string Common(ImmutableArray<string> names)
    {
        var words = names[0].Split(' ').ToList();
        foreach (var name in names)
        {
            words = [.. words.Zip(name.Split(' ')).TakeWhile(static pair => pair.First == pair.Second).Select(static pair => pair.First)];
        }

        while (words is [.., "the"])
        {
            words.RemoveAt(words.Count - 1);
        }

        return words.Count > 0 ? string.Join(' ', words) : names[0];
    }

    private void Count(ImmutableArray<Part> parts, string around)
    {
        foreach (var part in parts.Where(static part => part.Step is null))
        {
            if (uses.TryGetValue(part.Contents, out var same))
            {
                same.Add((part, around));
                continue;
            }

            uses.Add(part.Contents, [(part, around)]);
            Count(part.Parts, part.Name);
        }
    }
}
