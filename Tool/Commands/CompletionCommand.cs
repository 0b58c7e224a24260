using System.CommandLine;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm completion</c>: the script with which a shell completes commands, options and names.</summary>
/// <remarks>The scripts know nothing: they ask the tool itself, so that what it learns is completed too.</remarks>
internal sealed class CompletionCommand : ToolCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _hmm() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(hmm "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _hmm hmm
            """,
        ["zsh"] = """
            _hmm() {
                local -a names
                names=(${(f)"$(hmm "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
                compadd -a names || _files
            }
            compdef _hmm hmm
            """,
        ["fish"] = """
            function __hmm
                set -l line (commandline -cp)
                set -l names (hmm "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                if set -q names[1]
                    printf '%s\n' $names
                else
                    __fish_complete_path (commandline -ct)
                end
            end
            complete -c hmm -f -a '(__hmm)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName hmm -ScriptBlock {
                param($word, $line, $position)
                hmm "[suggest:$position]" "$line" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    private readonly Argument<string> shell = new("SHELL") { Description = $"The shell: {string.Join(", ", Scripts.Keys)}." };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public CompletionCommand(Terminal terminal)
        : base("completion", "Print the script with which a shell completes commands, options and names.",
            ("hmm completion bash >> ~/.bashrc", "completes hmm in every new bash"), terminal)
    {
        shell.CompletionSources.Add([.. Scripts.Keys]);
        Add(shell);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var named = parsed.GetValue(shell)!;
        if (!Scripts.TryGetValue(named, out var script))
        {
            throw Suggestion.Unknown(
                "script for", named, $"hmm completion {named}", "Each shell has its own way to complete.", Scripts.Keys);
        }

        Terminal.Output.WriteLine(script.ReplaceLineEndings("\n"));
        return ExitCode.Success;
    }
}
