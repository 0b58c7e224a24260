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
        var (code, printed) = await Run(arguments, stateFolder: null);
        return $"$ hmm {string.Join(' ', arguments)}\n{Scrub(printed)}exit {code}";
    }

    /// <summary>Runs a command line that may leave something for the next one.</summary>
    /// <param name="arguments">What stands behind the tool's name.</param>
    /// <param name="stateFolder">Where the last token is kept; null for nowhere.</param>
    /// <returns>The exit code, and what was printed.</returns>
    public static async Task<(int Code, string Printed)> Run(string[] arguments, string? stateFolder)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, HasColours: false, ShowsProgress: false) { StateFolder = stateFolder };
        var code = await Application.RunAsync(arguments, terminal);
        return (code, $"{output}{error}".ReplaceLineEndings("\n"));
    }

    /// <summary>Takes away what differs from run to run.</summary>
    /// <param name="printed">What was printed.</param>
    /// <returns>The rest.</returns>
    public static string Scrub(string printed) =>
        Fields().Replace(Measured().Replace(Progress().Replace(printed, string.Empty), string.Empty), "$1");

    [GeneratedRegex(@"[,;] [\d.]+ s(, [\d,]+ (MB|records a second\.))?(?=\s)")]
    private static partial Regex Measured();

    /// <summary>What is measured in the forms for programs.</summary>
    [GeneratedRegex("(\"seconds\": |\"bytes\": | time=\"|\"version\": \"0)[\\d.]+")]
    private static partial Regex Fields();

    /// <summary>What a slow machine prints once a minute.</summary>
    [GeneratedRegex(@"^\w+: [\d,]+ worlds, depth \d+, .*\n", RegexOptions.Multiline)]
    private static partial Regex Progress();
}
