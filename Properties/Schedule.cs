using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Memory;

namespace Hmm.Properties;

/// <summary>What a run does, as a list of small integers: each picks one of what is possible where it is read, so that every list is a run
/// and every part of it too.</summary>
/// <param name="Pages">Pages of the arena, 1 to 8.</param>
/// <param name="Arena">How the arena is mapped at the beginning.</param>
/// <param name="Choices">The choices, a call each where calls are made one after the other.</param>
public sealed record Schedule(int Pages, VmaKind Arena, ImmutableArray<int> Choices)
{
    private const int Octal = 8;

    /// <summary>The schedule in one line, from which <see cref="Parse"/> makes it again: choices are octal,
    /// their last digits come first.</summary>
    public string Token
    {
        get
        {
            var choices = Choices.Select(choice => Convert.ToString(choice, Octal));
            return string.Create(CultureInfo.InvariantCulture, $"{Pages} {Arena} {string.Join(' ', choices)}");
        }
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The schedule.</returns>
    public static Schedule Parse(string token)
    {
        var words = token.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(
            int.Parse(words[0], CultureInfo.InvariantCulture),
            Enum.Parse<VmaKind>(words[1]),
            [.. words[2..].Select(word => Convert.ToInt32(word, Octal))]);
    }

    /// <inheritdoc/>
    public override string ToString() => Token;
}
