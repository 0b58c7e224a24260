namespace Hmm.Tool;

/// <summary>The token of the last counterexample, kept so that <c>--last</c> can stand for it.</summary>
/// <param name="terminal">Knows the folder.</param>
internal sealed class LastToken(Terminal terminal)
{
    private const string Name = "last-token";

    /// <summary>The folder in which programs of this user keep their state: XDG_STATE_HOME, or what stands for it.</summary>
    /// <returns>The folder, or null where there is none.</returns>
    public static string? StandardFolder()
    {
        var named = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var parent = Path.IsPathFullyQualified(named ?? string.Empty) ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : home.Length > 0 ? Path.Combine(home, ".local", "state")
            : null;
        return string.IsNullOrEmpty(parent) ? null : Path.Combine(parent, "hmm");
    }

    /// <summary>Keeps a token. That is a convenience: where it fails, nothing is kept and nothing else changes.</summary>
    /// <param name="token">The token.</param>
    public void Keep(string token)
    {
        if (terminal.StateFolder is not { } folder)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            OutputFile.Write(Path.Combine(folder, Name), token + "\n");
        }
        catch (Exception exception) when (exception is ProblemException or IOException or UnauthorizedAccessException)
        {
            // `hmm replay --last` then says that there is none, or shows the one before with its own claim.
        }
    }

    /// <summary>The token that was kept last.</summary>
    /// <returns>The token.</returns>
    /// <exception cref="ProblemException">There is none.</exception>
    public string Find()
    {
        var file = terminal.StateFolder is { } folder ? Path.Combine(folder, Name) : null;
        try
        {
            if (file is not null && File.ReadAllText(file).Trim() is { Length: > 0 } token)
            {
                return token;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told below: there is none that can be read.
        }

        throw new ProblemException(new("There is no last counterexample.", file ?? "no folder keeps one",
            "hmm check keeps the token of the first counterexample that it prints, and has kept none here.",
            "hmm check writers --driver test-hmm"));
    }

    /// <summary>The token that a command is to show: the one that was typed, or the last one.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="last">Whether <c>--last</c> was.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ProblemException">Neither was typed, or both were, or there is no last one.</exception>
    public string Choose(string? typed, bool last) => (typed, last) switch
    {
        (null, true) => Find(),
        (not null, false) => typed,
        _ => throw new ProblemException(new(
            typed is null ? "No run is named." : "Two runs are named.", $"the command line: {typed ?? "neither a token nor --last"}",
            "A token names a run; --last stands for the token that hmm check printed last.",
            "Give the token or --last: hmm replay --last")),
    };
}
