using System.Text;

namespace Hmm.Analyzers.Tests;

/// <summary>Source with marks around what must be reported: <c>[|code|]</c> for the rule of the case, <c>{|HMM1002,HMM1504:code|}</c> for
/// named ones.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<MarkedSource.Mark> Marks)
{
    /// <summary>One place and the rule that must report it.</summary>
    public sealed record Mark(string Rule, int Start, int End);

    public static MarkedSource Parse(string text, string rule)
    {
        var code = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string[] Rules, int Start)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Opens(text, i, rule) is var (rules, length))
            {
                open.Push((rules, code.Length));
                i += length - 1;
            }
            else if (open.Count > 0 && text[i] == '|' && i + 1 < text.Length && text[i + 1] is ']' or '}')
            {
                var (ids, start) = open.Pop();
                marks.AddRange(ids.Select(id => new Mark(id, start, code.Length)));
                i++;
            }
            else
            {
                code.Append(text[i]);
            }
        }

        return open.Count == 0 ? new(code.ToString(), marks) : throw new FormatException($"A mark is not closed: {text}");
    }

    private static (string[] Rules, int Length)? Opens(string text, int at, string rule)
    {
        if (string.CompareOrdinal(text, at, "[|", 0, 2) == 0)
        {
            return ([rule], 2);
        }

        if (string.CompareOrdinal(text, at, "{|", 0, 2) != 0)
        {
            return null;
        }

        var colon = text.IndexOf(':', at);
        return (text[(at + 2)..colon].Split(','), colon - at + 1);
    }
}
