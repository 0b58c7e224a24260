using System.Collections.Immutable;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>The part of a report that says which claim notices which mistake.</summary>
internal static class MutantsSection
{
    /// <summary>A table for each protocol with mutants.</summary>
    /// <param name="run">The whole run.</param>
    /// <returns>HTML.</returns>
    public static Markup Of(WholeRun run) => Markup.All(run.Killings.Select(static killed => Protocol(killed.Protocol, killed.Mutants)));

    private static Markup Protocol(string name, ImmutableArray<Killing> mutants) => Markup.Of($"""
        <h3>{name}: {mutants.Count(static mutant => !mutant.Claims.IsEmpty)} of {mutants.Length} killed</h3>
        <div class="scroll" tabindex="0" role="group" aria-label="Mutants of {name}">
        <table><thead><tr><th scope="col">mutant</th><th scope="col">scope</th><th scope="col">noticed by</th>
        <th scope="col" class="number">steps</th><th scope="col">mistake</th></tr></thead>
        <tbody>{mutants.Select(Row)}</tbody></table></div>
        """);

    private static Markup Row(Killing killing) => Markup.Of($"""
        <tr><th scope="row">{killing.Mutant.Name}</th><td>{killing.Mutant.Scope}</td>{Verdict(killing)}<td>{killing.Mutant.Story}</td></tr>
        """);

    private static Markup Verdict(Killing killing) => killing.Claims.IsEmpty
        ? Markup.Of($"""<td class="bad">! nobody</td><td class="number"></td>""")
        : Markup.Of($"""<td class="good">✓ {string.Join(", ", killing.Claims)}</td><td class="number">{killing.Depth}</td>""");
}
