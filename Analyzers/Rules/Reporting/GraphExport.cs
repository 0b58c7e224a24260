using System.Text;
using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Judging;

namespace Hmm.Analyzers.Reporting;

/// <summary>Writes the lock graph as DOT, Mermaid, JSON or SARIF, by the ending of the path.</summary>
internal static class GraphExport
{
    /// <summary>The text of the graph; null when the ending is none of the four.</summary>
    public static string? Format(LockGraph graph, string path)
    {
        var classes = graph.Classes.ToList();
        string Id(LockClassId id) => $"n{classes.IndexOf(id)}";
        var drawing = new Drawing(
            [.. classes.Select(c => (Id(c), c.Display))],
            [.. classes.SelectMany(outer => graph.InsideOf(outer)
                .Select(inner => (Id(outer), Id(inner), graph.Between(outer, inner).Select(Place).Distinct().ToItems())))]);
        return System.IO.Path.GetExtension(path) switch
        {
            ".dot" => Dot(drawing),
            ".mmd" => Mermaid(drawing),
            ".json" => Json(drawing),
            ".sarif" => Sarif(drawing),
            _ => null,
        };
    }

    private static string Dot(Drawing drawing)
    {
        var text = new StringBuilder("digraph locks {\n");
        foreach (var (id, name) in drawing.Nodes)
        {
            text.Append($"  {id} [label={Quote(name)}];\n");
        }

        foreach (var edge in drawing.Edges)
        {
            text.Append($"  {edge.Outer} -> {edge.Inner} [label={Quote(Where(edge.Places))}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Mermaid(Drawing drawing)
    {
        var nodes = drawing.Nodes.Select(n => $"  {n.Id}[{Quote(n.Name)}]\n");
        var edges = drawing.Edges.Select(e => $"  {e.Outer} -->|{Quote(Where(e.Places))}| {e.Inner}\n");
        return "flowchart TD\n" + string.Concat(nodes) + string.Concat(edges);
    }

    private static string Json(Drawing drawing)
    {
        var nodes = drawing.Nodes.Select(n => $"    {{ \"id\": {Quote(n.Id)}, \"name\": {Quote(n.Name)} }}");
        var edges = drawing.Edges.Select(e =>
        {
            var places = string.Join(", ", e.Places.Select(Quote));
            return $"    {{ \"outer\": {Quote(e.Outer)}, \"inner\": {Quote(e.Inner)}, \"places\": [{places}] }}";
        });
        return $"{{\n  \"version\": 1,\n  \"classes\": [\n{Lines(nodes)}\n  ],\n  \"edges\": [\n{Lines(edges)}\n  ]\n}}\n";
    }

    private static string Sarif(Drawing drawing)
    {
        var nodes = drawing.Nodes.Select(n => $"        {{ \"id\": {Quote(n.Id)}, \"label\": {{ \"text\": {Quote(n.Name)} }} }}");
        var edges = drawing.Edges.Select((e, i) =>
        {
            var ends = $"\"sourceNodeId\": {Quote(e.Outer)}, \"targetNodeId\": {Quote(e.Inner)}";
            return $"        {{ \"id\": \"e{i}\", {ends}, \"label\": {{ \"text\": {Quote(Where(e.Places))} }} }}";
        });
        return "{\n  \"version\": \"2.1.0\",\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"runs\": [{\n"
            + "    \"tool\": { \"driver\": { \"name\": \"Hmm.Verified.Analyzers\" } },\n    \"results\": [],\n    \"graphs\": [{\n"
            + $"      \"nodes\": [\n{Lines(nodes)}\n      ],\n      \"edges\": [\n{Lines(edges)}\n      ]\n    }}]\n  }}]\n}}\n";
    }

    private static string Lines(IEnumerable<string> items) => string.Join(",\n", items);

    private static string Where(Items<string> places) => places.Length == 1 ? places[0] : $"{places[0]} and {places.Length - 1} more";

    private static string Place(BodyResult.Edge edge)
    {
        var span = edge.At.GetLineSpan();
        return $"{edge.Body.Display} {System.IO.Path.GetFileName(span.Path)}:{span.StartLinePosition.Line + 1}";
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>What is drawn.</summary>
    private sealed record Drawing(Items<(string Id, string Name)> Nodes, Items<(string Outer, string Inner, Items<string> Places)> Edges);
}
