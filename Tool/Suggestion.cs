namespace Hmm.Tool;

/// <summary>What somebody meant who typed a name that there is not.</summary>
internal static class Suggestion
{
    private const int NamesShown = 24;

    /// <summary>The names that are nearest to what was typed.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The names that there are.</param>
    /// <returns>A sentence, or nothing where no name is near.</returns>
    public static string For(string typed, IEnumerable<string> names)
    {
        var near = names.Distinct().Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(1, pair.Name.Length / 3)
                || (typed.Length > 2 && pair.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(static pair => pair.Distance).ThenBy(static pair => pair.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(static pair => pair.Name)
            .ToList();
        return near.Count == 0 ? string.Empty : $"Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>A problem with a name that there is not.</summary>
    /// <param name="kind">What it would name: a scope.</param>
    /// <param name="typed">What was typed.</param>
    /// <param name="where">Where it was typed.</param>
    /// <param name="why">Where such names come from.</param>
    /// <param name="names">The names that there are.</param>
    /// <returns>The problem, with what was probably meant.</returns>
    public static ProblemException Unknown(string kind, string typed, string where, string why, IReadOnlyCollection<string> names) =>
        new(new($"There is no {kind} {typed}.", where, why,
            For(typed, names) is { Length: > 0 } meant ? meant
                : names.Count <= NamesShown ? $"There are {string.Join(", ", names)}."
                : "hmm list names what there is."));

    /// <summary>How many letters must be put in, taken out, changed or swapped with their neighbour to make one text of another.</summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                var cost = i > 0 && j > 0 && from[i - 1] == to[j - 1] ? 0 : 1;
                var best = i == 0 || j == 0 ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                rows[i, j] = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]
                    ? Math.Min(best, rows[i - 2, j - 2] + 1)
                    : best;
            }
        }

        return rows[from.Length, to.Length];
    }
}
