using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Hmm.Tool.Commands;

/// <summary>Options whose value is a whole number.</summary>
internal static class Number
{
    /// <summary>An option that has a value in any case.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for, in a sentence that calls the value N.</param>
    /// <param name="standard">The value that is assumed.</param>
    /// <param name="min">The least value.</param>
    /// <param name="max">The greatest value.</param>
    /// <returns>The option.</returns>
    public static Option<int> Of(string name, string description, int standard, int min = 1, int max = int.MaxValue)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result => Limit(result, min, max));
        return option;
    }

    /// <summary>An option that may have none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for, in a sentence that calls the value N.</param>
    /// <param name="min">The least value.</param>
    /// <param name="max">The greatest value.</param>
    /// <returns>The option.</returns>
    public static Option<int?> Optional(string name, string description, int min = 1, int max = int.MaxValue)
    {
        var option = new Option<int?>(name) { HelpName = "N", Description = description };
        option.Validators.Add(result => Limit(result, min, max));
        return option;
    }

    private static void Limit(OptionResult result, int min, int max)
    {
        if (!result.Tokens.All(token =>
            int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max))
        {
            var range = max == int.MaxValue ? $"of at least {min}" : $"from {min} to {max}";
            result.AddError($"{result.Option.Name} is a whole number {range}.");
        }
    }
}
