namespace Hmm.Tool;

/// <summary>Where a command prints: results to one place, errors and progress to another.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Errors and progress.</param>
/// <param name="HasColours">Whether results may be coloured: a terminal that can, and no NO_COLOR.</param>
/// <param name="ShowsProgress">Whether somebody watches: progress may then rewrite its line.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool HasColours, bool ShowsProgress)
{
    /// <summary>The folder in which settings are looked for, then above it; none are without it.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>The folder that keeps what the next command may ask for, the last token; nothing is kept without it.</summary>
    public string? StateFolder { get; init; }

    private const string Blue = "\e[34m";
    private const string Orange = "\e[38;5;208m";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    /// <summary>The process's own.</summary>
    /// <returns>Standard output and standard error.</returns>
    public static Terminal Standard()
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        var isPlain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(Console.Out, Console.Error, !Console.IsOutputRedirected && !isDumb && !isPlain, !Console.IsErrorRedirected && !isDumb)
        {
            WorkFolder = Environment.CurrentDirectory,
            StateFolder = LastToken.StandardFolder(),
        };
    }

    /// <summary>Text that is right; the words say so too.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, coloured where that is wanted.</returns>
    public string Good(string text) => Paint(Blue, text);

    /// <summary>Text that is wrong; the words say so too.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, coloured where that is wanted.</returns>
    public string Bad(string text) => Paint(Orange, text);

    /// <summary>Text of less weight.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, coloured where that is wanted.</returns>
    public string Remark(string text) => Paint(Faint, text);

    private string Paint(string colour, string text) => HasColours ? colour + text + Plain : text;
}
