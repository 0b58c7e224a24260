using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Hmm.Snapshots.Commands;

/// <summary>What README.md tells people to type, and what it says that they then see.</summary>
internal static class Readme
{
    private const string Fence = "```";

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>The blocks of the README that show a console: what stands behind each prompt, with the lines below it.</summary>
    public static ImmutableArray<ImmutableArray<(string Line, ImmutableArray<string> Shown)>> Blocks { get; } =
        [.. Read().Select(static block => Split(block))];

    /// <summary>Puts what is printed now in the place of what was shown, where that is wanted and nothing was left out.</summary>
    /// <param name="shown">What the README shows.</param>
    /// <param name="printed">What is printed.</param>
    /// <returns>False where somebody must look at it.</returns>
    public static bool Accept(ImmutableArray<string> shown, string printed)
    {
        if (Environment.GetEnvironmentVariable("HMM_ACCEPT") != "1"
            || shown.Any(static line => line.EndsWith("...", StringComparison.Ordinal)))
        {
            return false;
        }

        var file = Path.Combine(Root, "README.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace(string.Join('\n', shown), printed, StringComparison.Ordinal));
        return true;
    }

    private static IEnumerable<ImmutableArray<string>> Read()
    {
        ImmutableArray<string>.Builder? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Root, "README.md")))
        {
            if (block is null)
            {
                block = line == Fence + "console" ? ImmutableArray.CreateBuilder<string>() : null;
            }
            else if (line == Fence)
            {
                yield return block.ToImmutable();
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }

    private static ImmutableArray<(string Line, ImmutableArray<string> Shown)> Split(ImmutableArray<string> block)
    {
        var prompts = Enumerable.Range(0, block.Length).Where(i => block[i].StartsWith("$ ", StringComparison.Ordinal)).ToList();
        return [.. prompts.Select((at, i) => (block[at][2..], block[(at + 1)..(i + 1 < prompts.Count ? prompts[i + 1] : block.Length)]))];
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
