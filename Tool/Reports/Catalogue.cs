using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>The operations of a protocol as chapters to read: what several of them splice in is a chapter of its own, told once.</summary>
internal sealed class Catalogue
{
    private readonly FragmentTitles titles;
    private readonly Dictionary<string, List<string>> users = [];

    /// <summary>Reads a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    public Catalogue(Protocol protocol)
    {
        var operations = protocol.Operations.Select(static operation => (operation.Name, Parts: Part.Of(operation))).ToImmutableArray();
        titles = new(operations);
        var told = operations.Concat(titles.Fragments.Select(part => (Name: titles.Of(part)!, part.Parts)))
            .Select(chapter => (chapter.Name, Steps: Tell(chapter.Parts, chapter.Name, indent: string.Empty)))
            .ToList();

        // Who splices a fragment in is known when all has been told.
        Operations = [.. protocol.Operations.Zip(told, static (operation, chapter) =>
            new Chapter(chapter.Name, $"# {chapter.Name}\n\n{operation.Rule} Run by {Who(operation.Role)}.\n\n{chapter.Steps}"))];
        Fragments = [.. told.Skip(Operations.Length).Select(chapter =>
            new Chapter(chapter.Name, $"# {chapter.Name}\n\nSpliced into {Users(chapter.Name)}.\n\n{chapter.Steps}"))];
    }

    /// <summary>A chapter for each operation, in the protocol's order.</summary>
    public ImmutableArray<Chapter> Operations { get; }

    /// <summary>A chapter for each fragment, in the order in which they are first met.</summary>
    public ImmutableArray<Chapter> Fragments { get; }

    private static string Who(Role role) => role switch
    {
        Role.Thread => "a thread",
        Role.Device => "a device",
        Role.Environment => "anybody",
    };

    private string Users(string title) => string.Join(", ", users[title].Distinct());

    private string Tell(ImmutableArray<Part> parts, string chapter, string indent)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ");
            text.Append(indent).Append(number).Append(Tell(parts[i], chapter, indent + new string(' ', number.Length))).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private string Tell(Part part, string chapter, string indent)
    {
        if (part.Step is { } step)
        {
            var label = step.IsLocal ? $"({part.Name})" : $"**{part.Name}**";
            return label + StepText.Of(step).Replace("\n", "\n" + indent, StringComparison.Ordinal);
        }

        if (titles.Of(part) is not { } title)
        {
            return $"*{part.Name}*\n{Tell(part.Parts, chapter, indent)}";
        }

        users.TryAdd(title, []);
        users[title].Add(chapter);
        return part.Name == title ? $"*{part.Name}*, see there" : $"*{part.Name}*, see *{title}*";
    }
}
