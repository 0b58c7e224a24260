using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>Two runs side by side.</summary>
public sealed class ComparedRunsTests
{
    private static readonly ViewedRun Left = Counterexamples.Of("linux-6.12/no-erase reference page").Viewed;
    private static readonly ViewedRun Right = Counterexamples.Of("linux-6.12/no-retry reference page").Viewed;

    [Fact]
    public void Every_step_of_both_has_its_place_in_order()
    {
        var rows = ComparedRuns.Rows(Left, Right);

        Assert.Equal(Left.Steps, rows.Select(row => row.Left).OfType<ViewedStep>());
        Assert.Equal(Right.Steps, rows.Select(row => row.Right).OfType<ViewedStep>());
        Assert.All(rows.Where(row => row.IsSame), row => Assert.Equal(row.Left!.Label, row.Right!.Label));
    }

    [Fact]
    public void A_run_is_the_same_as_itself() => Assert.All(ComparedRuns.Rows(Left, Left), row => Assert.True(row.IsSame));

    [Fact]
    public void The_first_difference_is_marked_once()
    {
        var html = ComparedRuns.Of(Left, Right).Text;

        Assert.Equal(2, html.Split("first difference").Length);
        Assert.DoesNotContain("first difference", ComparedRuns.Of(Left, Left).Text, StringComparison.Ordinal);
    }
}
