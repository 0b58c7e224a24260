namespace Hmm.Tool.Checking;

/// <summary>How the result of <c>hmm check</c> can be printed.</summary>
internal static class CheckFormats
{
    /// <summary>For people.</summary>
    public const string Text = "text";

    /// <summary>The names, for people first.</summary>
    public static string[] Names { get; } = [Text, "json", "junit", "sarif"];

    /// <summary>A result in a form.</summary>
    /// <param name="outcome">The result.</param>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <returns>Text that ends its last line.</returns>
    public static string Render(CheckOutcome outcome, string format) => format switch
    {
        "json" => Reports.CheckJson.Of(outcome),
        "junit" => Reports.CheckJunit.Of(outcome),
        "sarif" => Reports.CheckSarif.Of(outcome),
        _ => Reports.CheckText.Of(outcome),
    };
}
