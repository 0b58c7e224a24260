using System.Text;
using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>A machine as a DOT graph for Graphviz.</summary>
public static class UmlDotGraph
{
    /// <summary>Draws a machine; there is no newline at the end.</summary>
    /// <param name="machineInfo">The machine.</param>
    /// <returns>The graph's text.</returns>
    public static string Format(StateMachineInfo machineInfo)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        var drawing = new Drawing(machineInfo);
        var text = new StringBuilder("digraph {\ncompound=true;\nnode [shape=Mrecord]\nrankdir=\"LR\"\n");
        foreach (var cluster in drawing.Clusters)
        {
            text.Append(Cluster(cluster));
        }

        text.AppendJoin(string.Empty, drawing.Singles.Select(Box));
        foreach (var (source, destination, label) in drawing.Edges)
        {
            text.Append('\n').Append($"\"{source}\" -> \"{destination}\" [style=\"solid\", label=\"{label}\"];");
        }

        text.Append($"\n init [label=\"\", shape=point];\n init -> \"{drawing.Initial}\"[style = \"solid\"]\n}}");
        return text.ToString().ReplaceLineEndings();
    }

    private static string Cluster(StateInfo state)
    {
        var actions = Actions(state);
        var label = actions.Count == 0 ? $"{state}" : $"{state}\\n----------\\n{string.Join("\\n", actions)}";
        var boxes = string.Concat(state.Substates.Select(Box));
        return $"\nsubgraph \"cluster{state}\"\n\t{{\n\tlabel = \"{label}\"\n{boxes}}}\n";
    }

    private static string Box(StateInfo state)
    {
        var actions = Actions(state);
        var label = actions.Count == 0 ? $"{state}" : $"{state}|{string.Join("\\n", actions)}";
        return $"\"{state}\" [label=\"{label}\"];\n";
    }

    private static List<string> Actions(StateInfo state) =>
    [
        .. Drawing.EntryActions(state).Select(action => $"entry / {action}"),
        .. state.ExitActions.Select(action => $"exit / {action.Description}"),
    ];
}
