using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>Two runs side by side: what both do stands in one row, and the first difference is marked.</summary>
internal static class ComparedRuns
{
    /// <summary>Writes the section.</summary>
    /// <param name="run">The run that the page is about.</param>
    /// <param name="other">The other one.</param>
    /// <returns>HTML, which needs no script.</returns>
    public static Markup Of(ViewedRun run, ViewedRun other)
    {
        var rows = Rows(run, other);
        var first = rows.IndexOf(rows.FirstOrDefault(static row => !row.IsSame, (null, null, true)));
        var same = rows.Count(static row => row.IsSame);
        var verdict = first < 0 ? "The runs are the same."
            : $"{Amount.Of(same, "step")} of {run.Steps.Length} and {other.Steps.Length} are the same.";
        return Markup.Of($"""
            <section id="compare" aria-labelledby="compared">
            <h2 id="compared">Compared with another run</h2>
            <p>{verdict} Beside it: {Name(other)}.</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Both runs"><table>
            <thead><tr><th scope="col">this run</th><th scope="col">the other run</th><th scope="col">compared</th></tr></thead>
            <tbody>
            {rows.Select((row, i) => Row(run, other, row, i == first))}
            </tbody></table></div></section>
            """);
    }

    /// <summary>Puts the steps of two runs side by side, as many equal ones in one row as there can be.</summary>
    /// <param name="run">One run.</param>
    /// <param name="other">The other.</param>
    /// <returns>Rows; a step that the other run does not have stands alone.</returns>
    public static ImmutableArray<(ViewedStep? Left, ViewedStep? Right, bool IsSame)> Rows(ViewedRun run, ViewedRun other)
    {
        var (left, right) = (run.Steps, other.Steps);
        var common = Common(left, right);
        var rows = ImmutableArray.CreateBuilder<(ViewedStep?, ViewedStep?, bool)>();
        for (var (i, j) = (0, 0); i < left.Length || j < right.Length;)
        {
            if (i < left.Length && j < right.Length && IsAlike(left[i], right[j]))
            {
                rows.Add((left[i], right[j], left[i].Changes.SequenceEqual(right[j].Changes)));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == right.Length || (i < left.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                rows.Add((left[i++], null, false));
            }
            else
            {
                rows.Add((null, right[j++], false));
            }
        }

        return rows.ToImmutable();
    }

    /// <summary>How many steps the rests of two runs have in common, in order.</summary>
    private static int[,] Common(ImmutableArray<ViewedStep> left, ImmutableArray<ViewedStep> right)
    {
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                common[i, j] = IsAlike(left[i], right[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static bool IsAlike(ViewedStep left, ViewedStep right) =>
        (left.Actor, left.Operation, left.Arguments, left.Label) == (right.Actor, right.Operation, right.Arguments, right.Label);

    private static Markup Row(ViewedRun run, ViewedRun other, (ViewedStep? Left, ViewedStep? Right, bool IsSame) row, bool isFirst)
    {
        var how = row.IsSame ? "same" : row.Left is null ? "other run only" : row.Right is null ? "this run only" : "changes differ";
        return Markup.Of($"""
            <tr class="{(row.IsSame ? "same" : isFirst ? "first" : "differs")}"><td>{Step(run, row.Left, isLink: true)}</td>
            <td>{Step(other, row.Right, isLink: false)}</td><td>{(isFirst ? "! first difference: " : string.Empty)}{how}</td></tr>
            """);
    }

    private static Markup Step(ViewedRun run, ViewedStep? step, bool isLink)
    {
        if (step is null)
        {
            return Markup.None;
        }

        var number = isLink ? Markup.Of($"""<a href="#s={step.Number}">{step.Number}</a>""") : Markup.Of($"{step.Number}");
        return Markup.Of($"""
            {number} <span class="who h{Math.Min(step.Actor, 2)}">{run.Actors[step.Actor]}</span> {step.Operation}: {step.Label}
            """);
    }

    private static string Name(ViewedRun run)
    {
        var mistake = run.Mutant.Length == 0 ? string.Empty : $" and mutant {run.Mutant}";
        var what = run.Broken.IsEmpty ? "every claim holds" : $"{string.Join(", ", run.Broken.Select(static claim => claim.Id))} broken";
        return $"{run.Protocol} with driver {run.Driver}{mistake}, scope {run.Scope}, {Amount.Of(run.Steps.Length, "step")}, {what}";
    }
}
