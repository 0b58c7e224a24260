using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>The parts of a report that say how much was explored, and which steps that took.</summary>
internal static class ScopesSection
{
    private const int BarWidth = 140;

    /// <summary>A card for each scope of each protocol, with its worlds by depth.</summary>
    /// <param name="run">The whole run.</param>
    /// <returns>HTML.</returns>
    public static Markup Of(WholeRun run) => Markup.Of($"""<div class="cards">{run.Checks.Select(Card)}</div>""");

    /// <summary>For each protocol, the steps that were taken in some scope, by operation.</summary>
    /// <param name="run">The whole run.</param>
    /// <returns>HTML.</returns>
    public static Markup Steps(WholeRun run) => Markup.All(run.Checks.GroupBy(static check => check.Protocol.ToString()).Select(Protocol));

    private static Markup Card(CheckResult check)
    {
        var counts = check.Exploration.Statistics;
        var how = check.Exploration.Verdict switch
        {
            Verdict.Verified => "explored completely",
            Verdict.Bounded => "stopped by a limit before everything was seen",
            _ => "explored up to the shortest counterexample",
        };
        return Markup.Of($"""
            <div class="card"><h3>{check.Scope.Name} <small>of {check.Protocol.ToString()}</small></h3>
            <p>{check.Scope.Purpose}</p>
            <p class="note">{check.Scope.Scope.ToString()}; {how}: {counts.States} worlds, {counts.Transitions} steps, depth {counts.Depth};
            {check.Taken} of {check.Steps.Length} steps of its operations taken.</p>
            {DepthChart.Of(counts.StatesByDepth)}</div>
            """);
    }

    private static Markup Protocol(IGrouping<string, CheckResult> checks)
    {
        var plan = checks.First().Protocol.Plan;
        var operations = checks.SelectMany(static check => check.Steps).Distinct().Order()
            .Select(position => (Operation: plan.OperationAt(position).Name, plan.Step(position).Label,
                IsTaken: checks.Any(check => check.Exploration.Statistics.Rules[position].Fired > 0)))
            .GroupBy(static step => step.Operation)
            .ToList();
        var steps = operations.SelectMany(static steps => steps).ToList();
        var lists = operations.Select(static operation => Operation(
            operation.Key,
            operation.Count(),
            [.. operation.Where(static step => !step.IsTaken).Select(static step => step.Label)]));
        return Markup.Of($"""
            <h3>{checks.Key}: {steps.Count(static step => step.IsTaken)} of {steps.Count} steps taken</h3>
            <p>In some scope, of the operations that its scopes call. What a scope does not hold, such as files or a second device, is not
            reached in it.</p>
            {lists}
            """);
    }

    private static Markup Operation(string name, int count, List<string> missing)
    {
        var taken = string.Create(CultureInfo.InvariantCulture, $"{count - missing.Count} of {count}");
        var head = Markup.Of($"""
            <svg class="share" width="{BarWidth}" height="10" role="img" aria-label="{name}: {taken}">
            <rect width="{BarWidth}" height="10" rx="3"/>
            <rect class="part" width="{BarWidth * (count - missing.Count) / count}" height="10" rx="3"/>
            </svg> {taken}
            """);
        return missing.Count == 0
            ? Markup.Of($"""<p class="whole">{head} {name}</p>""")
            : Markup.Of($"""
                <details><summary>{head} {name}, {missing.Count} never taken</summary>
                <ul>{missing.Select(static label => Markup.Of($"<li>{label}</li>"))}</ul></details>
                """);
    }
}
