using Hmm.Model.Exploring;
using Hmm.Model.Operations;

namespace Hmm.Tool.Reports;

/// <summary>Where the step that breaks a claim is written, for who runs the tool in a checkout of the model.</summary>
/// <param name="File">The file, from the current folder.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record StepSource(string File, int Line)
{
    private static readonly string[] Folders = ["Model/Operations", "Model/Drivers", "Model/Protocols"];

    /// <summary>Looks for the last step of a counterexample.</summary>
    /// <param name="folder">The folder that may be the checkout's; null for none.</param>
    /// <param name="result">The check.</param>
    /// <param name="run">The counterexample.</param>
    /// <returns>The one line with the step's label, or null where there is none or are several.</returns>
    public static StepSource? Find(string? folder, CheckResult result, Run run)
    {
        if (folder is null)
        {
            return null;
        }

        var last = Explanation.Of(result.System, result.Protocol, run)[^1];
        var label = $"\"{last.Label.Split(Group.Separator)[^1]}\"";
        var found = Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
            .SelectMany(static inside => Directory.EnumerateFiles(inside, "*.cs", SearchOption.AllDirectories))
            .SelectMany(static file => System.IO.File.ReadLines(file).Select((text, i) => (File: file, Line: i + 1, Text: text)))
            .Where(line => line.Text.Contains(label, StringComparison.Ordinal))
            .Take(2)
            .ToList();
        return found is [var one] ? new(Path.GetRelativePath(folder, one.File).Replace('\\', '/'), one.Line) : null;
    }
}
