using System.CommandLine;

namespace Hmm.Tool.Commands;

/// <summary>Options whose value is one of a few.</summary>
internal static class Choice
{
    /// <summary>An option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="helpName">What help calls the value.</param>
    /// <param name="description">What it is for, in a sentence.</param>
    /// <param name="values">The values, the one that is assumed first.</param>
    /// <returns>The option.</returns>
    public static Option<string> Of(string name, string helpName, string description, IReadOnlyList<string> values)
    {
        var option = new Option<string>(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => values[0] };
        option.CompletionSources.Add([.. values]);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !values.Contains(token.Value)))
            {
                var meant = Suggestion.For(token.Value, values);
                result.AddError($"{name} is one of {string.Join(", ", values)}, not {token.Value}. {meant}".TrimEnd());
            }
        });
        return option;
    }
}
