using FsCheck;
using FsCheck.Fluent;
using Hmm.Model.Memory;

namespace Hmm.Properties;

/// <summary>The one generator of the whole suite.</summary>
public static class Schedules
{
    /// <summary>Calls in a schedule, at most.</summary>
    public const int Longest = 48;

    private const int ChoiceMax = (1 << 30) - 1;

    private static readonly int[] Pages = [1, 1, 2, 2, 2, 3, 3, 4, 6, 8];

    // Only private anonymous memory moves to devices; the other kinds come with map, too.
    private static readonly VmaKind[] Arenas =
    [
        VmaKind.AnonymousPrivate, VmaKind.AnonymousPrivate, VmaKind.AnonymousPrivate, VmaKind.AnonymousPrivate,
        VmaKind.AnonymousPrivate, VmaKind.FilePrivate, VmaKind.FileShared, VmaKind.AnonymousShared,
    ];

    /// <summary>Schedules of every length, short ones as often as long ones.</summary>
    /// <returns>The generator with its shrinker.</returns>
    public static Arbitrary<Schedule> Any() => Arb.From(
        from pages in Gen.Elements(Pages)
        from arena in Gen.Elements(Arenas)
        from length in Gen.Choose(1, Longest)
        from choices in Gen.Choose(0, ChoiceMax).ArrayOf(length)
        select new Schedule(pages, arena, [.. choices]),
        Shorter);

    /// <summary>Schedules that might fail like one that does: with a chunk cut out, with fewer pages, with smaller digits.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>Simpler ones, the simplest first.</returns>
    public static IEnumerable<Schedule> Shorter(Schedule schedule)
    {
        var choices = schedule.Choices;
        for (var length = choices.Length; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= choices.Length; at += length)
            {
                yield return schedule with { Choices = choices.RemoveRange(at, length) };
            }
        }

        if (schedule.Arena != VmaKind.AnonymousPrivate)
        {
            yield return schedule with { Arena = VmaKind.AnonymousPrivate };
        }

        for (var pages = 1; pages < schedule.Pages; pages++)
        {
            yield return schedule with { Pages = pages };
        }

        for (var i = 0; i < choices.Length; i++)
        {
            foreach (var lower in Lower(choices[i]))
            {
                yield return schedule with { Choices = choices.SetItem(i, lower) };
            }
        }
    }

    /// <summary>A choice with one digit at 0, or less by one.</summary>
    private static IEnumerable<int> Lower(int choice)
    {
        for (var shift = 0; choice >> shift != 0; shift += Digits.Bits)
        {
            var digit = choice >> shift & 7;
            if (digit > 0)
            {
                yield return choice - (digit << shift);
            }

            if (digit > 1)
            {
                yield return choice - (1 << shift);
            }
        }
    }
}
