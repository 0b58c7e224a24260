namespace Hmm.Tool.Viewer;

/// <summary>The page that <c>hmm view</c> writes: one file, readable without script, alive with it.</summary>
internal static class ViewerPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="text">The run as the tool prints it.</param>
    /// <param name="other">A run to compare with it; null for none.</param>
    /// <returns>HTML.</returns>
    public static string Of(ViewedRun run, string text, ViewedRun? other = null)
    {
        var chart = new LaneChart(run);
        var mistake = run.Mutant.Length == 0 ? string.Empty : $" and mutant {run.Mutant}";
        var where = $"{run.Protocol} with driver {run.Driver}{mistake} · scope {run.Scope}: {run.Extent}";
        var length = $"{Amount.Of(run.Steps.Length, "step")}, {Amount.Of(run.Switches, "switch", "switches")}";
        var what = run.Broken.IsEmpty ? "Every claim holds" : string.Join(", ", run.Broken.Select(Verdict));
        return PageTemplate.Fill("viewer.html", PageTemplate.Style("viewer.css"), Script, new Dictionary<string, Markup>
        {
            ["title"] = Markup.Of($"{what} · {run.Protocol}, {run.Driver}, scope {run.Scope}"),
            ["claims"] = run.Broken.IsEmpty
                ? Markup.Of($"<h1>Every claim holds at the end of this run</h1>")
                : Markup.All(run.Broken.Select(claim => Claim(run, claim))),
            ["about"] = Markup.Of($"{where} · {length}{Point(run)}"),
            ["names"] = chart.Names(),
            ["chart"] = chart.Chart(),
            ["compare"] = other is null ? Markup.None : ComparedRuns.Of(run, other),
            ["text"] = Markup.Of($"{text}"),
            ["json"] = new Markup(RunJson.Embedded(run)),
        });
    }

    /// <summary>The script of every viewer page.</summary>
    internal static string Script { get; } = PageTemplate.WithLitHtml(PageTemplate.Resource("viewer.js"));

    private static Markup Point(ViewedRun run) => run.NoReturn is not { } step ? Markup.None : Markup.Of($"""
         · <a href="#s={step}">{(step == 0 ? "before the first step" : $"after step {step}")}</a> all can still end well, later not
        """);

    private static string Verdict(ViewedClaim claim) => claim.Id == ClaimNames.Deadlock ? claim.Id : $"{claim.Id} violated";

    private static Markup Claim(ViewedRun run, ViewedClaim claim) => Markup.Of($"""
        <h1><span class="verdict">{Verdict(claim)}</span> {claim.Statement}</h1>
        <p class="broken">What breaks it: {claim.BrokenBy}.</p>
        {Writers(run, claim)}
        """);

    /// <summary>The likely cause, found mechanically: who last wrote what contradicts the claim. The links work once the script
    /// runs.</summary>
    private static Markup Writers(ViewedRun run, ViewedClaim claim)
    {
        var writers = claim.Cells
            .Select(cell => (Cell: cell, Step: run.Steps.LastOrDefault(step => step.Changes.Any(change => change.Cell == cell))))
            .Where(static pair => pair.Step is not null)
            .Select(static (pair, i) => Markup.Of($"""
                {(i > 0 ? ";" : string.Empty)} <a href="#s={pair.Step!.Number}&amp;f={pair.Cell}">{pair.Cell} by step {pair.Step.Number}</a>
                """))
            .ToList();
        return writers.Count == 0 ? Markup.None : Markup.Of($"""<p class="cause">Last written: {writers}.</p>""");
    }
}
