using System.CommandLine;
using System.CommandLine.Completions;
using Hmm.Tool.Reports;
using Hmm.Tool.Topics;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm explain</c>: what something with a name means.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    private readonly Argument<string[]> names = new("NAME")
    {
        Description = "What to explain: a claim, an operation, a fragment, a mutant, a lifecycle, a lock, a scope: hmm list.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> protocol = Choice.Of("--protocol", "NAME", "Whose: hmm list protocols.", Protocols.Names);
    private readonly Option<string> driver = Choice.Of("--driver", "NAME", "With which driver: reference, test-hmm.", Drivers.Names);

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public ExplainCommand(Terminal terminal)
        : base("explain", "Explain a name: what it means, its steps and locks, where it comes from, what breaks it.",
            ("hmm explain migrate-to-device", "shows the steps, the locks that each takes, and the kernel's functions"), terminal)
    {
        names.CompletionSources.Add(static _ => TopicList.OfAll().Select(static topic => new CompletionItem(topic.Name)));
        Add(names);
        Add(protocol);
        Add(driver);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var explained = Protocols.Of(parsed.GetValue(protocol)!, parsed.GetValue(driver)!);
        var topics = TopicList.Of(explained);
        var explanation = new TopicText(explained, topics, Terminal, stop);
        var isFirst = true;

        // A fragment's name has several words, which the shell gives apart.
        var typed = parsed.GetValue(names)!;
        var whole = string.Join(' ', typed);
        foreach (var name in topics.Any(topic => topic.Name == whole) ? [whole] : typed)
        {
            var found = topics.Where(topic => topic.Name == name).ToList();
            if (found.Count == 0)
            {
                throw Elsewhere(name) ?? Suggestion.Unknown("name", name, $"hmm explain {name}",
                    $"Protocol {explained.Name} has nothing of that name.", [.. topics.Select(static topic => topic.Name).Distinct()]);
            }

            foreach (var topic in found)
            {
                Terminal.Output.Write(isFirst ? string.Empty : "\n");
                isFirst = false;
                explanation.Write(topic);
            }
        }

        return stop.IsCancellationRequested ? ExitCode.Inconclusive : ExitCode.Success;
    }

    /// <summary>A name that only another protocol has.</summary>
    private static ProblemException? Elsewhere(string name)
    {
        var owner = Protocols.Names.FirstOrDefault(known =>
            TopicList.Of(Protocols.Of(known, Drivers.Names[0])).Any(topic => topic.Name == name));
        return owner is null ? null : new(new($"The name {name} belongs to another protocol.", $"hmm explain {name}",
            $"Protocol {owner} has it.", $"hmm explain {name} --protocol {owner}"));
    }
}
