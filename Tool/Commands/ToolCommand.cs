using System.CommandLine;

namespace Hmm.Tool.Commands;

/// <summary>One command of the tool: one file in this folder, and one line in <see cref="AllCommands"/>.</summary>
internal abstract class ToolCommand : Command
{
    /// <summary>Describes the command.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">What it does, in sentences.</param>
    /// <param name="example">A command line that does something useful, and a remark on it.</param>
    /// <param name="terminal">Where it prints.</param>
    protected ToolCommand(string name, string description, (string Line, string Remark) example, Terminal terminal)
        : base(name, description)
    {
        Example = example;
        Terminal = terminal;
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    /// <summary>What help shows below the options.</summary>
    public (string Line, string Remark) Example { get; }

    /// <summary>Where the command prints.</summary>
    protected Terminal Terminal { get; }

    /// <summary>Does the command's work.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="stop">Ctrl-C: print what is done, and return <see cref="ExitCode.Inconclusive"/>.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProblemException">The user can mend something.</exception>
    protected abstract int Run(ParseResult parsed, CancellationToken stop);
}
