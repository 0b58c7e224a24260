using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Hmm.Tool.Viewer;

/// <summary>Draws how many worlds an exploration found at each depth.</summary>
internal static class DepthChart
{
    private const int Width = 420;
    private const int Height = 110;
    private const int Left = 62;
    private const int Top = 10;
    private const int Bottom = 34;
    private const int Right = 12;

    /// <summary>Draws a chart.</summary>
    /// <param name="counts">Worlds by depth, from depth 0.</param>
    /// <returns>SVG.</returns>
    public static Markup Of(ImmutableArray<long> counts)
    {
        if (counts.IsEmpty)
        {
            return Markup.None;
        }

        var most = counts.Max();
        var peak = counts.IndexOf(most);
        var (full, high) = (Left + Width + Right, Top + Height + Bottom);
        var label = string.Create(CultureInfo.InvariantCulture,
            $"{counts.Sum():N0} worlds by depth from 0 to {counts.Length - 1}, the most, {most:N0}, at depth {peak}");
        return Markup.Of($"""
            <svg class="depths" width="{full}" height="{high}" viewBox="0 0 {full} {high}" role="img" aria-label="{label}">
            <path class="grid" d="M{Left} {Top}H{Left + Width}M{Left} {Top + (Height / 2)}H{Left + Width}"/>
            <path class="area" d="{Area(counts, most)}"/>
            <path class="axis" d="M{Left} {Top}V{Top + Height}H{Left + Width}"/>
            <text class="end" x="{Left - 6}" y="{Top + 4}">{most}</text>
            <text class="end" x="{Left - 6}" y="{Top + (Height / 2) + 4}">{most / 2}</text>
            <text class="end" x="{Left - 6}" y="{Top + Height + 4}">0</text>
            <text x="{Left}" y="{Top + Height + 16}">0</text>
            <text class="middle" x="{Left + (Width / 2)}" y="{Top + Height + 30}">depth in steps; most worlds at {peak}</text>
            <text class="end" x="{Left + Width}" y="{Top + Height + 16}">{counts.Length - 1}</text>
            </svg>
            """);
    }

    /// <summary>A column a depth, drawn as one outline.</summary>
    private static string Area(ImmutableArray<long> counts, long most)
    {
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{Left} {Top + Height}");
        for (var depth = 0; depth < counts.Length; depth++)
        {
            var y = Top + Height - (Height * (double)counts[depth] / most);
            var x = Left + (Width * (depth + 1.0) / counts.Length);
            path.Append(CultureInfo.InvariantCulture, $"V{y:0.#}H{x:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{Top + Height}Z").ToString();
    }
}
