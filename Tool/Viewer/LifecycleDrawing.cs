using System.Globalization;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>Draws a lifecycle for a report: what recorded traces vouch for in full lines, what none does in dashes.</summary>
internal static class LifecycleDrawing
{
    /// <summary>Draws a lifecycle.</summary>
    /// <param name="drawn">Where everything stands.</param>
    /// <param name="counted">In how many records each transition was taken.</param>
    /// <returns>SVG.</returns>
    public static Markup Of(DrawnLifecycle drawn, CountedLife counted)
    {
        var records = counted.Transitions.ToDictionary(static row => row.Name, static row => row.Records);
        var label = $"lifecycle {drawn.Name}: {drawn.States.Length} states, {records.Count} transitions, "
            + $"{records.Values.Count(static count => count > 0)} of them recorded; the table says the same";
        var name = drawn.Name.Replace(' ', '-');
        var edges = drawn.Edges.Select(edge => Edge(drawn, edge, records, name));
        var states = drawn.States.Select(static box => Markup.Of($"""
            <g class="state"><rect x="{box.X}" y="{box.Y}" width="{box.Width}" height="{LifecycleLayout.BoxHeight}" rx="5"/>
            <text x="{box.X + (box.Width / 2)}" y="{box.Y + 16}">{box.Name}</text></g>
            """));
        var head = $"tip-{name}";
        return Markup.Of($"""
            <svg width="{drawn.Width}" height="{drawn.Height}" viewBox="0 0 {drawn.Width} {drawn.Height}" role="img" aria-label="{label}">
            <defs><marker id="{head}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse"
              orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
            {edges}
            {states}
            </svg>
            """);
    }

    private static Markup Edge(DrawnLifecycle drawn, DrawnEdge edge, Dictionary<string, long> records, string name)
    {
        var (from, to) = (drawn.States[edge.From].Name, drawn.States[edge.To].Name);
        var counts = edge.On.Select(on => (On: on, Records: records.GetValueOrDefault($"{from}, {on}: {to}"))).ToList();
        var title = string.Join(", ", counts.Select(static count =>
            string.Create(CultureInfo.InvariantCulture, $"{count.On} in {count.Records:N0} records")));
        var kind = counts.Any(static count => count.Records > 0) ? "seen" : "unseen";
        return Markup.Of(
            $"""<path class="edge {kind}" d="{edge.Path}" marker-end="url(#tip-{name})"><title>{from} to {to}: {title}</title></path>""");
    }
}
