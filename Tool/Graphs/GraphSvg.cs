using System.Globalization;
using System.Security;
using System.Text;

namespace Hmm.Tool.Graphs;

/// <summary>A graph as a picture: the nodes below each other in reading order, each with a line for each labelled edge that leaves it;
/// what goes on is drawn to the right, what goes back to the left.</summary>
internal sealed class GraphSvg
{
    private const int Line = 16;
    private const int Gap = 14;
    private const int Letter = 8;
    private const int Lane = 10;
    private const int Margin = 12;
    private const string Space = "xmlns=\"http://www.w3.org/2000/svg\"";
    private const string Style = """
        <style>rect,path{fill:none;stroke:#888} text{font:12px monospace;fill:#888} .name{fill:#2a6fb0;font-weight:bold}</style>
        <defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8"/></marker></defs>

        """;

    private readonly Graph graph;
    private readonly Dictionary<string, (int Row, int Top)> places = [];
    private readonly int left;
    private readonly int width;
    private readonly int height = Margin;

    private GraphSvg(Graph graph)
    {
        this.graph = graph;
        foreach (var node in graph.Nodes)
        {
            places.Add(node.Name, (places.Count, height));
            height += (Lines(node).Count() * Line) + Margin + Gap;
        }

        width = (Letter * graph.Nodes.SelectMany(Lines).Max(static line => line.Length)) + (2 * Margin);
        left = (Lane * graph.Edges.Select(Distance).DefaultIfEmpty().Max()) + Margin;
    }

    /// <summary>The picture.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>SVG.</returns>
    public static string Of(Graph graph) => new GraphSvg(graph).Draw();

    private string Draw()
    {
        var text = new StringBuilder(Format($"<svg {Space} width=\"{width + (2 * left)}\" height=\"{height}\" role=\"img\">\n"))
            .Append(Format($"<title>{Escaped(graph.Name)}</title>\n")).Append(Style);
        foreach (var node in graph.Nodes)
        {
            Draw(node, text);
        }

        return text.Append("</svg>\n").ToString();
    }

    private void Draw(GraphNode node, StringBuilder text)
    {
        var top = places[node.Name].Top;
        var lines = Lines(node).ToList();
        text.Append(Format(
            $"<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{(lines.Count * Line) + Margin}\" rx=\"3\"/>\n"));
        for (var i = 0; i < lines.Count; i++)
        {
            var kind = i == 0 ? " class=\"name\"" : string.Empty;
            text.Append(Format($"<text{kind} x=\"{left + Margin}\" y=\"{top + ((i + 1) * Line) + 2}\">{Escaped(lines[i])}</text>\n"));
        }

        var leaving = Leaving(node).ToList();
        for (var i = 0; i < leaving.Count; i++)
        {
            var line = leaving[i].Label.Length == 0 ? 0 : lines.Count - leaving.Count + i;
            Draw(leaving[i], top + (line * Line) + Line, text);
        }
    }

    private void Draw(GraphEdge edge, int start, StringBuilder text)
    {
        var isOnward = places[edge.To].Row > places[edge.From].Row;
        var side = isOnward ? left + width : left;
        var lane = side + ((isOnward ? 1 : -1) * Lane * Distance(edge));
        var end = places[edge.To].Top + Line - 6;
        text.Append(Format($"<path d=\"M{side} {start - 2}C{lane} {start - 2} {lane} {end} {side} {end}\" marker-end=\"url(#tip)\">"))
            .Append(Format($"<title>{Escaped($"{edge.From} -> {edge.To} {edge.Label}".TrimEnd())}</title></path>\n"));
    }

    private int Distance(GraphEdge edge) => Math.Abs(places[edge.To].Row - places[edge.From].Row) + 2;

    private IEnumerable<string> Lines(GraphNode node) =>
    [
        node.Name,
        .. node.Remark.Length == 0 ? Array.Empty<string>() : [node.Remark],
        .. Leaving(node).Where(static edge => edge.Label.Length > 0).Select(static edge => $"  {edge.Label} -> {edge.To}"),
    ];

    private IEnumerable<GraphEdge> Leaving(GraphNode node) => graph.Edges.Where(edge => edge.From == node.Name);

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
