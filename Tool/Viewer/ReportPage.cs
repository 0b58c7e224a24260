using System.Globalization;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>The page that <c>hmm report</c> writes: a whole run, for the record of a build.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="run">The whole run.</param>
    /// <returns>HTML without script.</returns>
    public static string Of(WholeRun run)
    {
        var verdict = Verdict(run);
        var protocols = string.Join("; ", run.Checks.Select(static check => check.Protocol.ToString()).Distinct());
        return PageTemplate.Fill("report.html", PageTemplate.Style("report.css"), script: string.Empty, new Dictionary<string, Markup>
        {
            ["title"] = Markup.Of($"{verdict} · hmm report"),
            ["heading"] = Markup.Of($"{verdict}"),
            ["about"] = Markup.Of($"{protocols}. Nothing is said beyond the scopes below."),
            ["tiles"] = Markup.All(Tiles(run)),
            ["claims"] = ClaimsSection.Of(run),
            ["scopes"] = ScopesSection.Of(run),
            ["steps"] = ScopesSection.Steps(run),
            ["mutants"] = MutantsSection.Of(run),
            ["conformance"] = ConformanceSection.Of(run.Conformance),
            ["lifecycles"] = ConformanceSection.Lifecycles(run.Conformance),
        });
    }

    private static string Verdict(WholeRun run) => run.ExitCode switch
    {
        ExitCode.Success => "Every claim holds, every mutant is killed, every trace conforms",
        ExitCode.Violated when run.Survivors > 0 => "A mutant survives",
        ExitCode.Violated => "A claim is violated",
        ExitCode.Differs => "A recorded trace differs from the model",
        _ => "Inconclusive: not everything was seen",
    };

    private static IEnumerable<Markup> Tiles(WholeRun run)
    {
        var claims = run.Checks.SelectMany(static check => ClaimResult.Of(check)).ToList();
        var held = claims.Count(static claim => claim.Status == ClaimStatus.Holds);
        var mutants = run.Killings.Sum(static killed => killed.Mutants.Length);
        var transitions = run.Conformance.Coverage!.Lives.SelectMany(static life => life.Transitions).ToList();
        var recorded = transitions.Count(static row => row.Records > 0);
        yield return Tile("claims hold, over all scopes", Share(held, claims.Count), held < claims.Count);
        yield return Tile("worlds explored", Count(run.Checks.Sum(static check => check.Exploration.Statistics.States)), isBad: false);
        yield return Tile("mutants killed", Share(mutants - run.Survivors, mutants), run.Survivors > 0);
        yield return Tile("records of kernels agree", Share(run.Conformance.Agreed, run.Conformance.Records),
            run.Conformance.Agreed < run.Conformance.Records);
        yield return Tile("lifecycle transitions recorded", Share(recorded, transitions.Count), isBad: false);
    }

    private static Markup Tile(string what, string value, bool isBad) =>
        Markup.Of($"""<div class="{(isBad ? "bad" : "fine")}"><dt>{what}</dt><dd>{(isBad ? "! " : string.Empty)}{value}</dd></div>""");

    private static string Share(long part, long whole) => part == whole ? $"all {Count(whole)}" : $"{Count(part)} of {Count(whole)}";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
