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
        var root = new RootCommand("""
            An executable, verified specification of Linux Heterogeneous Memory Management.

            Exit codes: 0 holds or agrees, 1 violated, 2 usage or bad file, 3 inconclusive, 4 a trace differs from the model,
                70 internal error.
            """)
        {
            new CheckCommand(terminal),
            new ReplayCommand(terminal),
            new MutateCommand(terminal),
            new ConformCommand(terminal, Conformer.Standard()),
        };
        HelpWithExample.Install(root);
        return root;
    }
}
