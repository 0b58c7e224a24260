namespace Hmm.Analyzers.Tests;

/// <summary>One piece of code with what must be reported in it; without marks it must stay silent.</summary>
public sealed record Case(string File, string Name, string Text)
{
    /// <summary>The rule that plain marks stand for: the name of the file.</summary>
    internal MarkedSource Source => MarkedSource.Parse(Text, File.Split('.')[0]);

    /// <summary>All cases of this assembly.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. from file in typeof(Case).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
           where !file.StartsWith("Docs/", StringComparison.Ordinal)
           from one in Parse(file, Read(file))
           select one,
    ];

    // Splits a file at its headings, `== name`.
    private static IEnumerable<Case> Parse(string file, string text) =>
        text.ReplaceLineEndings("\n").Split("\n== ").Skip(1).Select(part => part.Split('\n', 2)).Select(part =>
            new Case(file, part[0].Trim(), part[1]));

    public override string ToString() => $"{File}: {Name}";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Case).Assembly.GetManifestResourceStream(name)!);
        return "\n" + reader.ReadToEnd();
    }
}
