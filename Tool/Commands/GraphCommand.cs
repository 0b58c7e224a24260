using System.CommandLine;
using Hmm.Tool.Graphs;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm graph</c>: the lock order, a lifecycle or an operation, for programs that draw.</summary>
internal sealed class GraphCommand : ToolCommand
{
    private readonly Argument<string> name = new("NAME")
    {
        Description = $"What to draw: {KnownGraphs.Locks}, a lifecycle or an operation: hmm list lifecycles operations.",
    };

    private readonly Option<string> protocol = Choice.Of("--protocol", "NAME", "Whose: hmm list protocols.", Protocols.Names);
    private readonly Option<string> driver = Choice.Of("--driver", "NAME", "With which driver: reference, test-hmm.", Drivers.Names);
    private readonly Option<string> format = Choice.Of("--format", "NAME",
        $"In which form: {string.Join(", ", GraphText.Formats)}.", GraphText.Formats);

    private readonly Option<string> output = new("--output") { HelpName = "FILE", Description = "Write it to FILE." };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public GraphCommand(Terminal terminal)
        : base("graph", "Draw the lock order, a lifecycle or an operation.",
            ("hmm graph page --format svg --output page.svg", "draws the life of a page"), terminal)
    {
        name.CompletionSources.Add(_ => Protocols.Names.SelectMany(known => KnownGraphs.Names(Protocols.Of(known, Drivers.Names[0])))
            .Distinct().Select(static known => new System.CommandLine.Completions.CompletionItem(known)));
        Add(name);
        Add(protocol);
        Add(driver);
        Add(format);
        Add(output);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var drawn = Protocols.Of(parsed.GetValue(protocol)!, parsed.GetValue(driver)!);
        var typed = parsed.GetValue(name)!;
        var names = KnownGraphs.Names(drawn);
        if (!names.Contains(typed))
        {
            throw Suggestion.Unknown("graph", typed, $"hmm graph {typed}",
                $"Protocol {drawn.Name} has no lifecycle or operation of that name.", names);
        }

        var text = GraphText.Of(KnownGraphs.Of(drawn, typed), parsed.GetValue(format)!);
        if (parsed.GetValue(output) is { } file)
        {
            OutputFile.Write(file, text);
        }
        else
        {
            Terminal.Output.Write(text);
        }

        return ExitCode.Success;
    }
}
