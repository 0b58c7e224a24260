using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hmm.Tool.Topics;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm list</c>: everything in the model that has a name.</summary>
internal sealed class ListCommand : ToolCommand
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string[]> kinds = new("KIND")
    {
        Description = $"What to list: {string.Join(", ", TopicList.Kinds)}. Without any, how many there are of each.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> protocol = Choice.Of("--protocol", "NAME", "Whose: hmm list protocols.", Protocols.Names);
    private readonly Option<string> driver = Choice.Of("--driver", "NAME", "With which driver: reference, test-hmm.", Drivers.Names);
    private readonly Option<string> format = Choice.Of("--format", "NAME", "How to print them: text, json.", ["text", "json"]);

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public ListCommand(Terminal terminal)
        : base("list", "List what the model has: protocols, scopes, operations, claims, mutants and so on.",
            ("hmm list claims mutants", "lists what must hold, and the mistakes that must be noticed"), terminal)
    {
        kinds.CompletionSources.Add([.. TopicList.Kinds]);
        Add(kinds);
        Add(protocol);
        Add(driver);
        Add(format);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var wanted = parsed.GetValue(kinds) ?? [];
        foreach (var kind in wanted.Except(TopicList.Kinds))
        {
            throw Suggestion.Unknown("kind", kind, $"hmm list {kind}", "Only what has a name is listed.", TopicList.Kinds);
        }

        var topics = TopicList.Of(Protocols.Of(parsed.GetValue(protocol)!, parsed.GetValue(driver)!));
        if (parsed.GetValue(format) == "json")
        {
            var listed = topics.Where(topic => wanted.Length == 0 || wanted.Contains(topic.Kind));
            Terminal.Output.WriteLine(new JsonArray([.. listed.Select(static topic => new JsonObject
            {
                ["kind"] = topic.Kind,
                ["name"] = topic.Name,
                ["rule"] = topic.Rule,
            })]).ToJsonString(Form));
        }
        else if (wanted.Length == 0)
        {
            Count(topics);
        }
        else
        {
            Write(topics, wanted);
        }

        return ExitCode.Success;
    }

    private void Count(IReadOnlyCollection<Topic> topics)
    {
        foreach (var kind in TopicList.Kinds)
        {
            var names = topics.Where(topic => topic.Kind == kind).Select(static topic => topic.Name).ToList();
            var shown = string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", ..." : string.Empty);
            Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-12}{names.Count,4}   {shown}"));
        }

        Terminal.Output.WriteLine();
        Terminal.Output.WriteLine("List them: hmm list operations   Read one: hmm explain migrate-to-device");
    }

    private void Write(IReadOnlyCollection<Topic> topics, string[] wanted)
    {
        foreach (var kind in wanted)
        {
            if (wanted.Length > 1)
            {
                Terminal.Output.WriteLine($"{kind}:");
            }

            var named = topics.Where(topic => topic.Kind == kind).ToList();
            var width = named.Select(static topic => topic.Name.Length).DefaultIfEmpty().Max() + 2;
            foreach (var topic in named)
            {
                Terminal.Output.WriteLine($"{topic.Name.PadRight(width)}{topic.Rule}");
            }
        }
    }
}
