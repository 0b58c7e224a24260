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
        SetAction((parsed, stop) => Task.Run(() => Run(SettingsFile.Apply(parsed, terminal), stop), CancellationToken.None));
    }

    /// <summary>What help shows below the options.</summary>
    public (string Line, string Remark) Example { get; }

    /// <summary>Where the command prints.</summary>
    protected Terminal Terminal { get; }

    /// <summary>Whether something typed was meant for an option.</summary>
    /// <param name="typed">What was typed.</param>
    /// <returns>True when it begins like one, and is not the dash that stands for standard input.</returns>
    public static bool IsOption(string typed) => typed.Length > 1 && typed.StartsWith('-');

    /// <summary>Adds an argument; what looks like an option is none of its values.</summary>
    /// <param name="argument">The argument.</param>
    protected new void Add(Argument argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        argument.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static token => IsOption(token.Value)))
            {
                result.AddError($"There is no option {token.Value}.");
            }
        });
        base.Add(argument);
    }

    /// <summary>Does the command's work.</summary>
    /// <param name="parsed">The command line, with what hmm.json adds to it.</param>
    /// <param name="stop">Ctrl-C: print what is done, and return <see cref="ExitCode.Inconclusive"/>.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProblemException">The user can mend something.</exception>
    protected abstract int Run(ParseResult parsed, CancellationToken stop);
}
