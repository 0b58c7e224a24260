using System.CommandLine;
using Hmm.Tool.Reports;
using Hmm.Tool.Viewer;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm view</c>: writes a counterexample as a page to step through.</summary>
internal sealed class ViewCommand : ToolCommand
{
    private readonly Argument<string?> token = new("TOKEN")
    {
        Description = "What hmm check printed behind 'replay'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> last = new("--last") { Description = "View the counterexample that was printed last." };

    private readonly Option<string?> compare = new("--compare")
    {
        HelpName = "TOKEN",
        Description = "Put this run beside it, step by step, with the first difference marked.",
    };

    private readonly Option<string?> output = new("--output")
    {
        HelpName = "FILE",
        Description = "Write to FILE instead of standard output.",
    };

    private readonly Option<string> format = Choice.Of("--format", "NAME",
        "A page for a browser, or the same run for programs: html, json.", ["html", "json"]);

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public ViewCommand(Terminal terminal)
        : base("view", "Write a counterexample as a page to step through: actors, locks, tables, lifecycles.",
            ("hmm view --last --output page.html", "writes a page that any browser opens, offline too"), terminal)
    {
        Add(token);
        Add(last);
        Add(compare);
        Add(output);
        Add(format);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = parsed.GetValue(output);
        OutputFile.Try(file);
        var replayed = Replayed.Of(new LastToken(Terminal).Choose(parsed.GetValue(token), parsed.GetValue(last)));
        var run = replayed.View();
        var other = parsed.GetValue(compare) is { } text ? Replayed.Of(text).View() : null;
        var document = parsed.GetValue(format) == "json" ? RunJson.Of(run) + "\n" : ViewerPage.Of(run, Text(replayed), other);
        if (file is null)
        {
            Terminal.Output.Write(document);
        }
        else
        {
            OutputFile.Write(file, document);
        }

        return ExitCode.Success;
    }

    private static string Text(Replayed replayed)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new RunText(new(text, text, HasColours: false, ShowsProgress: false))
            .Write(replayed.Protocol, replayed.Scope, replayed.System, replayed.Run);
        return text.ToString();
    }
}
