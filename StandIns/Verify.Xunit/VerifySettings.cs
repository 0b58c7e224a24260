using System.Text;

namespace VerifyTests;

/// <summary>How one text is named, cleaned and compared.</summary>
public class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal IReadOnlyList<object?>? Parameters { get; private set; }

    internal bool IsAutoVerified { get; private set; }

    internal List<Action<StringBuilder>> Scrubbers { get; } = [];

    /// <summary>Appends "_name=value" for the test method's parameters, the first ones first.</summary>
    /// <param name="parameters">The values.</param>
    public void UseParameters(params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(FileName is null, nameof(UseParameters));
        Parameters = parameters;
    }

    /// <summary>Puts the file elsewhere.</summary>
    /// <param name="directory">A path, relative to the test's source file.</param>
    public void UseDirectory(string directory) => Directory = Named(directory);

    /// <summary>Replaces the class in the file's name.</summary>
    /// <param name="name">What stands there instead.</param>
    public void UseTypeName(string name)
    {
        Require(FileName is null, nameof(UseTypeName));
        TypeName = Named(name);
    }

    /// <summary>Replaces the method in the file's name.</summary>
    /// <param name="name">What stands there instead.</param>
    public void UseMethodName(string name)
    {
        Require(FileName is null, nameof(UseMethodName));
        MethodName = Named(name);
    }

    /// <summary>Replaces class, method and parameters in the file's name.</summary>
    /// <param name="fileName">What stands there instead, without an extension.</param>
    public void UseFileName(string fileName)
    {
        Require(TypeName is null && MethodName is null && Parameters is null, nameof(UseFileName));
        FileName = Named(fileName);
    }

    /// <summary>Accepts whatever comes.</summary>
    /// <param name="includeBuildServer">Whether also where the environment variable CI is set.</param>
    public void AutoVerify(bool includeBuildServer = true) =>
        IsAutoVerified = includeBuildServer || Environment.GetEnvironmentVariable("CI") is null;

    /// <summary>Changes the text before it is compared.</summary>
    /// <param name="scrubber">The change.</param>
    public void AddScrubber(Action<StringBuilder> scrubber)
    {
        ArgumentNullException.ThrowIfNull(scrubber);
        Scrubbers.Add(scrubber);
    }

    /// <summary>Takes lines away.</summary>
    /// <param name="removeLine">Which.</param>
    public void ScrubLines(Func<string, bool> removeLine)
    {
        ArgumentNullException.ThrowIfNull(removeLine);
        ScrubLinesWithReplace(line => removeLine(line) ? null : line);
    }

    /// <summary>Takes lines away.</summary>
    /// <param name="stringToMatch">What they contain, in any case of letters.</param>
    public void ScrubLinesContaining(params string[] stringToMatch)
    {
        ArgumentNullException.ThrowIfNull(stringToMatch);
        ScrubLines(line => stringToMatch.Any(part => line.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Replaces lines.</summary>
    /// <param name="replaceLine">The new line for an old one; null takes it away.</param>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine)
    {
        ArgumentNullException.ThrowIfNull(replaceLine);
        Scrubbers.Add(text =>
        {
            var lines = text.ToString().Split('\n').Select(replaceLine).OfType<string>();
            text.Clear().AppendJoin('\n', lines);
        });
    }

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private static void Require(bool isCompatible, string setting)
    {
        if (!isCompatible)
        {
            throw new InvalidOperationException(
                $"{setting}: UseFileName already replaces class, method and parameters. Use it alone, or the others without it.");
        }
    }
}
