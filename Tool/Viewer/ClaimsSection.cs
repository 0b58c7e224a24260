using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>The part of a report that says which claims hold where.</summary>
internal static class ClaimsSection
{
    /// <summary>A table for each protocol: a row a claim, a column a scope.</summary>
    /// <param name="run">The whole run.</param>
    /// <returns>HTML.</returns>
    public static Markup Of(WholeRun run) => Markup.All(run.Checks.GroupBy(static check => check.Protocol.ToString()).Select(Protocol));

    private static Markup Protocol(IGrouping<string, CheckResult> checks)
    {
        var columns = checks.Select(static check => (check.Scope.Name, Claims: ClaimResult.Of(check))).ToList();
        var names = columns.SelectMany(static column => column.Claims).Select(static claim => (claim.Name, claim.Statement)).Distinct();
        var heads = columns.Select(static column => Markup.Of($"""<th scope="col">{column.Name}</th>"""));
        var rows = names.Select(row => Markup.Of($"""
            <tr><th scope="row">{row.Name}</th><td>{row.Statement}</td>{columns.Select(column =>
                Cell(column.Claims.FirstOrDefault(claim => claim.Name == row.Name)))}</tr>
            """));
        return Markup.Of($"""
            <h3>{checks.Key}</h3>
            <p>{checks.First().Protocol.Rule}</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Claims of {checks.Key}">
            <table><thead><tr><th scope="col">claim</th><th scope="col">statement</th>{heads}</tr></thead>
            <tbody>{rows}</tbody></table></div>
            """);
    }

    private static Markup Cell(ClaimResult? claim) => claim switch
    {
        null => Markup.Of($"""<td class="open">-</td>"""),
        { Status: ClaimStatus.Holds } => Markup.Of($"""<td class="good">✓ {(claim.Kind == "witness" ? "seen" : "holds")}</td>"""),
        { Status: ClaimStatus.Unknown } => Markup.Of($"""<td class="open">? not known</td>"""),
        { Run: { Loop: > 0 } run } => Markup.Of($"""<td class="bad">! violated, a loop of {Amount.Of(run.Loop, "step")}</td>"""),
        { Run: { } run } => Markup.Of($"""<td class="bad">! violated, {Amount.Of(run.Steps, "step")}</td>"""),
        _ => Markup.Of($"""<td class="bad">! violated</td>"""),
    };
}
