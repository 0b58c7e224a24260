using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hmm.Tool.Commands;

/// <summary>Help that ends with an example of the command.</summary>
/// <param name="usual">Help without one.</param>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes this the help of a command and of all below it.</summary>
    /// <param name="root">The command that has the help option.</param>
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        IEnumerable<ToolCommand> commands = parseResult.CommandResult.Command is ToolCommand one ? [one]
            : parseResult.CommandResult.Command.Subcommands.OfType<ToolCommand>();
        output.WriteLine("Example:");
        foreach (var command in commands)
        {
            output.WriteLine($"  {command.Example.Line}   {command.Example.Remark}");
        }

        return ExitCode.Success;
    }
}
