using System.Globalization;

namespace Hmm.Tool;

/// <summary>A number with its noun.</summary>
internal static class Amount
{
    /// <summary>One step, two steps.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">Of what.</param>
    /// <param name="plural">What several are called; without it an s is added.</param>
    /// <returns>The number, grouped by thousands, and the noun.</returns>
    public static string Of(long number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? noun : plural ?? noun + "s")}");
}
