using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hmm.Tool.Graphs;

/// <summary>A graph in the forms that other programs draw.</summary>
internal static class GraphText
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of the forms.</summary>
    public static string[] Formats { get; } = ["mermaid", "dot", "json", "svg"];

    /// <summary>A graph in a form.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <returns>Text that ends its last line.</returns>
    public static string Of(Graph graph, string format) => format switch
    {
        "dot" => Dot(graph),
        "json" => Json(graph),
        "svg" => GraphSvg.Of(graph),
        _ => Mermaid(graph),
    };

    private static string Mermaid(Graph graph)
    {
        var text = new StringBuilder($"%% {graph.Name}\nflowchart TD\n");
        foreach (var (node, id) in Numbered(graph))
        {
            var label = node.Remark.Length == 0 ? Entities(node.Name) : $"{Entities(node.Name)}<br/>{Entities(node.Remark)}";
            text.Append(CultureInfo.InvariantCulture, $"    {id}[\"{label}\"]\n");
        }

        var ids = Ids(graph);
        foreach (var edge in graph.Edges)
        {
            var label = edge.Label.Length == 0 ? string.Empty : $"|\"{Entities(edge.Label)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"    {ids[edge.From]} -->{label} {ids[edge.To]}\n");
        }

        return text.ToString();
    }

    private static string Dot(Graph graph)
    {
        var text = new StringBuilder($"digraph {Quoted(graph.Name)} {{\n    node [shape=box];\n");
        foreach (var (node, id) in Numbered(graph))
        {
            var label = node.Remark.Length == 0 ? node.Name : $"{node.Name}\n{node.Remark}";
            text.Append(CultureInfo.InvariantCulture, $"    {id} [label={Quoted(label)}];\n");
        }

        var ids = Ids(graph);
        foreach (var edge in graph.Edges)
        {
            var label = edge.Label.Length == 0 ? string.Empty : $" [label={Quoted(edge.Label)}]";
            text.Append(CultureInfo.InvariantCulture, $"    {ids[edge.From]} -> {ids[edge.To]}{label};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Json(Graph graph) => new JsonObject
    {
        ["name"] = graph.Name,
        ["nodes"] = new JsonArray([.. graph.Nodes.Select(static node =>
            new JsonObject { ["name"] = node.Name, ["remark"] = node.Remark })]),
        ["edges"] = new JsonArray([.. graph.Edges.Select(static edge =>
            new JsonObject { ["from"] = edge.From, ["to"] = edge.To, ["label"] = edge.Label })]),
    }.ToJsonString(Form) + "\n";

    private static IEnumerable<(GraphNode Node, string Id)> Numbered(Graph graph) =>
        graph.Nodes.Select(static (node, i) => (node, string.Create(CultureInfo.InvariantCulture, $"n{i}")));

    private static Dictionary<string, string> Ids(Graph graph) =>
        Numbered(graph).ToDictionary(static pair => pair.Node.Name, static pair => pair.Id);

    private static string Quoted(string text) => '"'
        + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + '"';

    // What Mermaid would read as its own inside quotes.
    private static string Entities(string text) => string.Concat(text.Select(static letter =>
        letter is '"' or '#' or '<' or '>' or '&' or ';' or '\n' ? $"#{(int)letter};" : $"{letter}"));
}
