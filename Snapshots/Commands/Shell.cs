using Hmm.Tool;

namespace Hmm.Snapshots.Commands;

/// <summary>Runs the tool as a shell would, and keeps what it prints.</summary>
internal static class Shell
{
    public static async Task<string> Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Application.RunAsync(arguments, new Terminal(output, error, HasColours: false, ShowsProgress: false));
        return $"$ hmm {string.Join(' ', arguments)}\n{output}{error}exit {code}".ReplaceLineEndings("\n");
    }
}
