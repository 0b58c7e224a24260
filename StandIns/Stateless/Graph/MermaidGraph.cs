using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>A machine as a Mermaid state diagram.</summary>
public static class MermaidGraph
{
    /// <summary>Draws a machine: states whose name Mermaid cannot take get an alias; there is no newline at the end.</summary>
    /// <param name="machineInfo">The machine.</param>
    /// <param name="direction">The way in which the diagram grows; null leaves it to the renderer.</param>
    /// <returns>The diagram's text.</returns>
    public static string Format(StateMachineInfo machineInfo, MermaidGraphDirection? direction = null)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        var drawing = new Drawing(machineInfo);
        var names = Names([.. drawing.States.Select(state => state.ToString())]);
        var lines = new List<string> { "stateDiagram-v2" };
        if (direction is { } way)
        {
            lines.Add($"\tdirection {Code(way)}");
        }

        lines.AddRange(names.Where(pair => pair.Key != pair.Value).Select(pair => $"\t{pair.Value} : {pair.Key}"));
        foreach (var cluster in drawing.Clusters)
        {
            lines.Add($"\tstate {names[cluster.ToString()]} {{");
            lines.AddRange(cluster.Substates.Select(state => $"\t\t{names[state.ToString()]}"));
            lines.Add("\t}");
        }

        lines.AddRange(drawing.Edges.Select(edge => $"\t{names[edge.Source]} --> {names[edge.Destination]} : {edge.Label}"));
        lines.Add($"[*] --> {names.GetValueOrDefault(drawing.Initial, drawing.Initial)}");
        return string.Join(Environment.NewLine, lines);
    }

    private static Dictionary<string, string> Names(IReadOnlyList<string> states)
    {
        var names = new Dictionary<string, string>();
        foreach (var state in states)
        {
            var plain = string.Concat(state.Where(letter => !char.IsWhiteSpace(letter) && letter is not (':' or '-')));
            var name = plain;
            for (var count = 1; name != state && (names.ContainsValue(name) || states.Contains(name)); count++)
            {
                name = $"{plain}_{count}";
            }

            names[state] = name;
        }

        return names;
    }

    private static string Code(MermaidGraphDirection direction) => direction switch
    {
        MermaidGraphDirection.TopToBottom => "TB",
        MermaidGraphDirection.BottomToTop => "BT",
        MermaidGraphDirection.LeftToRight => "LR",
        MermaidGraphDirection.RightToLeft => "RL",
    };
}
