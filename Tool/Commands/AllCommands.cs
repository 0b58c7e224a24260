using System.CommandLine;

namespace Hmm.Tool.Commands;

/// <summary>All commands, in the order of help.</summary>
internal static class AllCommands
{
    /// <summary>Makes the command line.</summary>
    /// <param name="terminal">Where its commands print.</param>
    /// <returns>The root of all commands.</returns>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("An executable, verified specification of Linux Heterogeneous Memory Management.")
        {
            new CheckCommand(terminal),
            new ReplayCommand(terminal),
            new ViewCommand(terminal),
            new MutateCommand(terminal),
            new ConformCommand(terminal, Conformer.Standard()),
            new ReportCommand(terminal, Conformer.Standard()),
            new TraceCommand(terminal),
            new ListCommand(terminal),
            new ExplainCommand(terminal),
            new GraphCommand(terminal),
            new CompletionCommand(terminal),
        };
        HelpText.Install(root);
        return root;
    }
}
