using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hmm.Tool.Viewer;

/// <summary>Puts values into <see cref="Markup"/>, escaped; numbers as they are written everywhere.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupHandler
{
    private readonly StringBuilder text;

    /// <summary>Begins an interpolated string.</summary>
    /// <param name="literalLength">The length of what is not put in.</param>
    /// <param name="formattedCount">How many values are put in.</param>
    public MarkupHandler(int literalLength, int formattedCount) => text = new(literalLength + (16 * formattedCount));

    /// <summary>Appends what stands between the values.</summary>
    /// <param name="literal">Markup.</param>
    public void AppendLiteral(string literal) => text.Append(literal);

    /// <summary>Appends markup as it is.</summary>
    /// <param name="markup">The markup.</param>
    public void AppendFormatted(Markup markup) => text.Append(markup.Text);

    /// <summary>Appends pieces of markup as they are.</summary>
    /// <param name="pieces">The pieces.</param>
    public void AppendFormatted(IEnumerable<Markup> pieces) => text.Append(Markup.All(pieces).Text);

    /// <summary>Appends a number.</summary>
    /// <param name="number">The number.</param>
    public void AppendFormatted(int number) => text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Appends a number.</summary>
    /// <param name="number">The number, to a tenth.</param>
    public void AppendFormatted(double number) => text.Append(CultureInfo.InvariantCulture, $"{number:0.#}");

    /// <summary>Appends a number that people read.</summary>
    /// <param name="number">The number, its thousands apart.</param>
    public void AppendFormatted(long number) => text.Append(CultureInfo.InvariantCulture, $"{number:N0}");

    /// <summary>Appends text, escaped for an element and for an attribute in double quotes.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(string? value) => text.Append(value?
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal));

    /// <summary>What was put together.</summary>
    /// <returns>The markup.</returns>
    internal Markup Build() => new(text.ToString());
}
