using System.Collections.Immutable;

namespace Hmm.Tool.Traces;

/// <summary>The recorded traces that come with the tool: those of Kernel/traces, by their names without ending.</summary>
internal static class BundledTraces
{
    private const string Ending = ".jsonl.gz";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "traces");

    /// <summary>Their names, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*" + Ending).Select(file =>
            Path.GetFileName(file)[..^Ending.Length]).Order(StringComparer.Ordinal)];

    /// <summary>Where a trace that the user named is.</summary>
    /// <param name="name">A file, or the name of a bundled trace.</param>
    /// <returns>The file; a file of that name wins over a bundled trace.</returns>
    public static string Locate(string name) => !File.Exists(name) && Names.Contains(name) ? Path.Combine(Folder, name + Ending) : name;
}
