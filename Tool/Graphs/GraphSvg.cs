using System.Globalization;
using System.Security;
using System.Text;

namespace Hmm.Tool.Graphs;

/// <summary>A graph as a picture: the nodes below each other in reading order, what goes on drawn to the right, what goes back to the
/// left.</summary>
internal static class GraphSvg
{
    private const int Row = 46;
    private const int Height = 32;
    private const int Letter = 7;
    private const int Lane = 12;
    private const int Margin = 16;
    private const string Space = "xmlns=\"http://www.w3.org/2000/svg\"";
    private const string Style = """
        <style>rect,path{fill:none;stroke:#888} text{font:12px monospace;fill:#888} .name{fill:#2a6fb0}</style>
        <defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8"/></marker></defs>

        """;

    /// <summary>The picture.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>SVG.</returns>
    public static string Of(Graph graph)
    {
        var rows = graph.Nodes.Select(static (node, i) => (node.Name, i)).ToDictionary(static pair => pair.Name, static pair => pair.i);
        var width = (Letter * graph.Nodes.Max(static node => Math.Max(node.Name.Length, node.Remark.Length))) + (2 * Margin);
        var spans = graph.Edges.Select(edge => Math.Abs(rows[edge.To] - rows[edge.From])).DefaultIfEmpty().Max();
        var side = (Lane * (spans + 1)) + Margin + (Letter * graph.Edges.Select(static edge => edge.Label.Length).DefaultIfEmpty().Max());
        var height = (Row * graph.Nodes.Length) + Margin;
        var text = new StringBuilder(Format($"<svg {Space} width=\"{width + (2 * side)}\" height=\"{height}\" role=\"img\">\n"))
            .Append(Format($"<title>{Escaped(graph.Name)}</title>\n")).Append(Style);
        foreach (var edge in graph.Edges)
        {
            text.Append(Edge(edge, rows[edge.From], rows[edge.To], side, width));
        }

        foreach (var node in graph.Nodes)
        {
            text.Append(Node(node, rows[node.Name], side, width));
        }

        return text.Append("</svg>\n").ToString();
    }

    private static string Node(GraphNode node, int row, int left, int width)
    {
        var top = (row * Row) + Margin;
        var remark = node.Remark.Length == 0 ? string.Empty
            : Format($"<text x=\"{left + Margin}\" y=\"{top + 27}\">{Escaped(node.Remark)}</text>");
        var name = top + (node.Remark.Length == 0 ? 20 : 13);
        return Format($"<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{Height}\" rx=\"3\"/>")
            + Format($"<text class=\"name\" x=\"{left + Margin}\" y=\"{name}\">{Escaped(node.Name)}</text>{remark}\n");
    }

    private static string Edge(GraphEdge edge, int from, int to, int left, int width)
    {
        var goesOn = to > from;
        var edgeOfNode = goesOn ? left + width : left;
        var (start, end) = (Middle(from), Middle(to) + (to == from ? 8 : 0));
        var lane = edgeOfNode + ((goesOn ? 1 : -1) * Lane * (Math.Abs(to - from) + 1));
        var anchor = goesOn ? "start" : "end";
        var label = edge.Label.Length == 0 ? string.Empty
            : Format($"<text x=\"{lane}\" y=\"{(start + end) / 2}\" text-anchor=\"{anchor}\">{Escaped(edge.Label)}</text>");
        return Format($"<path d=\"M{edgeOfNode} {start}C{lane} {start} {lane} {end} {edgeOfNode} {end}\" marker-end=\"url(#tip)\">")
            + Format($"<title>{Escaped($"{edge.From} -> {edge.To} {edge.Label}".TrimEnd())}</title></path>{label}\n");
    }

    private static int Middle(int row) => (row * Row) + Margin + (Height / 2);

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
