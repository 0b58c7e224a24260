using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hmm.Model;
using Hmm.Model.Operations;

namespace Hmm.Tool.Reports;

/// <summary>What a step's description says, but for its label.</summary>
internal static class StepText
{
    /// <summary>The locks, the choices, where the step goes and where it comes from.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Markdown that follows the label; the note is on a line of its own.</returns>
    public static string Of(Step<World> step)
    {
        var text = new StringBuilder();
        text.Append(step.Guard is null || !step.Takes.IsEmpty || !step.Within.IsEmpty ? string.Empty : "; waits");
        Add(text, "takes", step.Takes);
        Add(text, "releases", step.Releases);
        Add(text, "under", step.Within);
        Add(text, "tries", step.Tries);
        Add(text, "either", step.Arms);
        Add(text, "may go to", [.. Labels(step, static jump => jump.Condition is not null).Distinct()]);
        Add(text, "then to", Labels(step, static jump => jump.Condition is null));
        if (step.Source.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" `{step.Source}`");
        }

        return step.Note.Length == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n{step.Note}").ToString();
    }

    private static ImmutableArray<string> Labels(Step<World> step, Predicate<Jump<World>> matches) =>
        [.. step.Jumps.Where(jump => matches(jump)).Select(static jump => $"*{jump.Label}*")];

    private static void Add<T>(StringBuilder text, string word, ImmutableArray<T> things)
    {
        if (!things.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {word} {string.Join(", ", things)}");
        }
    }
}
