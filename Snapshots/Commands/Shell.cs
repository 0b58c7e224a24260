using System.Text.RegularExpressions;
using Hmm.Tool;

namespace Hmm.Snapshots.Commands;

/// <summary>Runs the tool as a shell would, and keeps what it prints.</summary>
internal static partial class Shell
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What stands behind the tool's name.</param>
    /// <returns>What it printed and its exit code, without what differs from run to run: seconds, rates, megabytes.</returns>
    public static async Task<string> Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Application.RunAsync(arguments, new Terminal(output, error, HasColours: false, ShowsProgress: false));
        var printed = $"$ hmm {string.Join(' ', arguments)}\n{output}{error}exit {code}".ReplaceLineEndings("\n");
        return Measured().Replace(Progress().Replace(printed, string.Empty), string.Empty);
    }

    [GeneratedRegex(@"[,;] [\d.]+ s(, [\d,]+ (MB|records a second\.))?(?=\s)")]
    private static partial Regex Measured();

    /// <summary>What a slow machine prints once a minute.</summary>
    [GeneratedRegex(@"^\w+: [\d,]+ worlds, depth \d+, .*\n", RegexOptions.Multiline)]
    private static partial Regex Progress();
}
