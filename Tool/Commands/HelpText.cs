using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hmm.Tool.Commands;

/// <summary>Help that fits a screen: what a command does, a line for each argument and option, and an example.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Width = 100;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes this the help of a command and of all below it.</summary>
    /// <param name="root">The command that has the help option.</param>
    public static void Install(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h") { Action = new HelpText() });
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand command)
        {
            Write(command, output);
        }
        else
        {
            Write((RootCommand)parseResult.RootCommandResult.Command, output);
        }

        return ExitCode.Success;
    }

    private static void Write(ToolCommand command, TextWriter output)
    {
        var arguments = string.Concat(command.Arguments.Select(static argument => " " + Usage(argument)));
        output.WriteLine($"hmm {command.Name}{arguments} [--option...]");
        WriteWrapped(output, "  ", "  ", command.Description!);
        output.WriteLine();
        var rows = command.Arguments.Select(static argument => (argument.Name, Text: argument.Description!))
            .Concat(command.Options.Where(static option => !option.Hidden).Select(static option => (Head(option), Tail(option))))
            .ToList();
        WriteRows(output, rows);
        WriteExample(output, command);
    }

    private static void Write(RootCommand root, TextWriter output)
    {
        output.WriteLine("hmm COMMAND [argument...] [--option...]");
        WriteWrapped(output, "  ", "  ", root.Description!);
        output.WriteLine();
        var commands = root.Subcommands.OfType<ToolCommand>().ToList();
        WriteRows(output, [.. commands.Select(static command => (command.Name, command.Description!))]);
        output.WriteLine();
        output.WriteLine("Exit codes: 0 holds or agrees, 1 violated, 2 usage or bad file, 3 inconclusive,");
        output.WriteLine("            4 a trace differs from the model, 70 internal error.");
        output.WriteLine("hmm COMMAND --help names the options of a command.");
        output.WriteLine();
        WriteExample(output, commands[0]);
    }

    private static void WriteExample(TextWriter output, ToolCommand command)
    {
        var example = $"Example: {command.Example.Line}";
        var remark = command.Example.Remark;
        output.WriteLine(example.Length + remark.Length < Width - 3 ? $"{example}   {remark}" : $"{example}\n  {remark}");
    }

    private static string Usage(Argument argument) =>
        (argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}" : argument.Name)
        + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : string.Empty)
        + (argument.Arity.MinimumNumberOfValues == 0 ? "]" : string.Empty);

    private static string Head(Option option) =>
        string.Join(", ", [option.Name, .. option.Aliases]) + (option.HelpName is { Length: > 0 } value ? $" {value}" : string.Empty);

    private static string Tail(Option option) => option.HasDefaultValue && option.GetDefaultValue() is { } value and not bool and not 0
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option.Description} [{value}]")
        : option.Description!;

    private static void WriteRows(TextWriter output, IReadOnlyList<(string Head, string Text)> rows)
    {
        var indent = rows.Max(static row => row.Head.Length) + 4;
        foreach (var (head, text) in rows)
        {
            WriteWrapped(output, ("  " + head).PadRight(indent), new string(' ', indent), text);
        }
    }

    private static void WriteWrapped(TextWriter output, string first, string indent, string text)
    {
        var line = first;
        var isFirst = true;
        foreach (var word in text.Split(' '))
        {
            if (!isFirst && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line = indent;
                isFirst = true;
            }

            line += (isFirst ? string.Empty : " ") + word;
            isFirst = false;
        }

        output.WriteLine(line);
    }
}
