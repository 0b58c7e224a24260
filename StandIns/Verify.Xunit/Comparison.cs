using System.Collections.Concurrent;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using EmptyFiles;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares one text with its file.</summary>
internal static class Comparison
{
    private const int LinesAroundChange = 3;
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly ConcurrentDictionary<string, bool> Used = [];

    public static async Task Run(string target, string extension, Place place, VerifySettings settings)
    {
        if (!FileExtensions.IsTextExtension(extension))
        {
            throw new InvalidOperationException(
                $"Don't pass text for a binary extension: '{extension}' is not known to hold text. "
                + $"Use txt, or call EmptyFiles.FileExtensions.AddTextExtension(\"{extension}\") in a module initializer.");
        }

        var (verified, received) = (place.Verified(extension), place.Received(extension));
        if (!Used.TryAdd(verified, true))
        {
            throw new InvalidOperationException(
                $"Two comparisons of one run use {verified}. Tell them apart by UseParameters, UseMethodName or UseFileName.");
        }

        var text = Scrubbed(target, settings);
        var before = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n") : null;
        if (before == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(place.Directory);
        if (settings.IsAutoVerified || Environment.GetEnvironmentVariable("HMM_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(verified, text, WithMark);
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text, WithMark);
        throw new VerifyException(Message(before, text, verified, received));
    }

    private static string Scrubbed(string target, VerifySettings settings)
    {
        var text = new StringBuilder(target.ReplaceLineEndings("\n"));
        foreach (var scrubber in settings.Scrubbers)
        {
            scrubber(text);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Message(string? before, string text, string verified, string received) =>
        $"""
        Directory: {Path.GetDirectoryName(verified)}
        {(before is null ? "New" : "NotEqual")}:
          - Received: {Path.GetFileName(received)}
            Verified: {Path.GetFileName(verified)}

        {(before is null ? text : Difference(before, text))}

        If this is what it should be, set HMM_ACCEPT=1 and run the test again, or rename the received file to the verified one.
        """;

    private static string Difference(string before, string text)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(before, text, ignoreWhitespace: false).Lines;
        var shown = new StringBuilder();
        var isCut = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var from = Math.Max(0, i - LinesAroundChange);
            var to = Math.Min(lines.Count - 1, i + LinesAroundChange);
            if (lines.GetRange(from, to - from + 1).Exists(line => line.Type != ChangeType.Unchanged))
            {
                shown.Append(Sign(lines[i].Type)).AppendLine(lines[i].Text);
                isCut = false;
            }
            else if (!isCut)
            {
                shown.AppendLine("  ...");
                isCut = true;
            }
        }

        return shown.ToString().TrimEnd();
    }

    private static string Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
