using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Hmm.Tool.Commands;

namespace Hmm.Tool;

/// <summary>Runs one command line, and turns what goes wrong into a message and an exit code.</summary>
internal static class Application
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What the user typed after the tool's name.</param>
    /// <param name="terminal">Where to print.</param>
    /// <param name="stop">Stops the work as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken stop = default) =>
        RunAsync(AllCommands.Create(terminal), arguments, terminal, stop);

    /// <summary>Runs a command line of some commands.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="arguments">What the user typed after the tool's name.</param>
    /// <param name="terminal">Where to print.</param>
    /// <param name="stop">Stops the work as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RootCommand commands, string[] arguments, Terminal terminal, CancellationToken stop)
    {
        var parsed = commands.Parse(arguments);
        try
        {
            if (arguments.Length == 0)
            {
                // Who types the name alone wants to know what there is; a script that does so has made a mistake.
                await RunAsync(commands, ["--help"], terminal, stop);
                return ExitCode.Usage;
            }

            if (parsed.Action is ParseErrorAction)
            {
                throw new ProblemException(Misspelt(parsed, arguments));
            }

            var settings = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Patience,
            };
            return await parsed.InvokeAsync(settings, stop);
        }
        catch (Exception exception)
        {
            var (code, text) = Explain(exception, arguments);
            await terminal.Error.WriteAsync(text);
            return code;
        }
    }

    private static (int Code, string Text) Explain(Exception exception, string[] arguments) => exception switch
    {
        ProblemException { Problem: var problem } => (ExitCode.Usage, $"{problem}\n"),
        OperationCanceledException => (ExitCode.Inconclusive, "Inconclusive: stopped before the end.\n"),
        IOException { Message: var why } =>
            (ExitCode.Usage, $"{new Problem("The output cannot be written.", "standard output", why, "Make room for it.")}\n"),
        _ => (ExitCode.Internal, $"""
            internal error: {exception.Message}
            This is a mistake in hmm itself. Please file it, with this text and the command line: hmm {string.Join(' ', arguments)}
            {exception}

            """),
    };

    private static Problem Misspelt(ParseResult parsed, string[] arguments)
    {
        var path = new List<string>();
        for (var at = parsed.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
        {
            path.Insert(0, at.Command.Name);
        }

        var isCommand = path.Count == 0;
        var names = isCommand ? parsed.RootCommandResult.Command.Subcommands.Select(static sub => sub.Name).ToList()
            : [.. parsed.CommandResult.Command.Options.Select(static option => option.Name)];
        var typed = Unmatched(parsed);
        var what = typed is null ? string.Join(' ', parsed.Errors.SelectMany(static error => Words(error.Message)))
            : $"There is no {(isCommand && !typed.StartsWith('-') ? "command" : "option")} {typed}.";
        var meant = typed is null ? string.Empty : Suggestion.For(typed, names);
        var command = string.Join(' ', ["hmm", .. path]);
        return new(what, $"the command line: {string.Join(' ', ["hmm", .. arguments])}",
            $"The {(isCommand ? "commands" : $"options of {command}")} are {string.Join(", ", names)}.",
            $"{meant}{(meant.Length > 0 ? " " : meant)}{command} --help");
    }

    /// <summary>The first thing on a command line that is neither a command nor an option nor an argument.</summary>
    private static string? Unmatched(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var first, ..] ? first
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static result => result.Tokens)
            .FirstOrDefault(static token => ToolCommand.IsOption(token.Value))?.Value;

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
