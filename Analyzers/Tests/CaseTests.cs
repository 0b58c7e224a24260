using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.Tests;

/// <summary>Every case of the files in Cases: what is marked is reported where it is marked, and nothing else is.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Files => [.. Case.All.Select(c => c.File).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Reports_what_is_marked_and_nothing_else(string file)
    {
        var problems = new StringBuilder();
        foreach (var one in Case.All.Where(c => c.File == file))
        {
            problems.Append(await Problems(one));
        }

        Assert.True(problems.Length == 0, problems.ToString());
    }

    [Fact]
    public void Every_file_has_cases_to_find_and_cases_to_leave_alone()
    {
        foreach (var file in Case.All.GroupBy(c => c.File))
        {
            Assert.Contains(file, c => c.Source.Marks.Count > 0);
            Assert.Contains(file, c => c.Source.Marks.Count == 0);
        }
    }

    [Fact]
    public void Defects_that_were_found_in_real_code_come_with_their_fix()
    {
        var pairs = Case.All.Where(c => c.File == "Defects").GroupBy(c => int.Parse(c.Name.Split(' ')[0], null)).ToList();
        Assert.Equal(Enumerable.Range(1, 20), pairs.Select(p => p.Key));
        Assert.All(pairs, p => Assert.Equal([true, false], p.Select(c => c.Source.Marks.Count > 0)));
    }

    internal static async Task<string> Problems(Case one)
    {
        var source = one.Source;
        IReadOnlyList<Diagnostic> found;
        try
        {
            found = await Analysis.Run(Analysis.Compile(source.Text));
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            return $"{one}: {failure.Message}\n";
        }

        var text = SourceText.From(source.Text);
        var missing = source.Marks.Where(m => !found.Any(d => Matches(d, m)))
            .Select(m => $"{one}: line {text.Lines.GetLinePosition(m.Start).Line + 1}: no {m.Rule}\n");
        var wrong = found.Where(d => !source.Marks.Any(m => Matches(d, m)))
            .Select(d => $"{one}: line {d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id} {d.GetMessage()}\n");
        return string.Concat(missing.Concat(wrong));
    }

    private static bool Matches(Diagnostic diagnostic, MarkedSource.Mark mark) => diagnostic.Id == mark.Rule
        && diagnostic.Location.SourceSpan.Start >= mark.Start && diagnostic.Location.SourceSpan.Start < Math.Max(mark.End, mark.Start + 1);
}
