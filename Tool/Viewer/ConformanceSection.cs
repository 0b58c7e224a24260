using Hmm.Model.Lifecycles;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>The parts of a report that say how far recorded traces agree with the model, and what of the model they vouch for.</summary>
internal static class ConformanceSection
{
    /// <summary>A row for each trace, and how many ways of steps the records went.</summary>
    /// <param name="report">What came of replaying the traces.</param>
    /// <returns>HTML.</returns>
    public static Markup Of(ConformanceReport report)
    {
        var coverage = report.Coverage!;
        var went = coverage.Ways.LongCount(static way => way.Records > 0);
        return Markup.Of($"""
            <p>What kernels did, call by call, replayed in {report.Protocol}. A section is calls of several threads at once.</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Traces">
            <table><thead><tr><th scope="col">trace</th><th scope="col">kernel</th><th scope="col" class="number">sequences</th>
            <th scope="col" class="number">records</th><th scope="col" class="number">agree</th><th scope="col" class="number">sections</th>
            <th scope="col" class="number">explained</th><th scope="col">verdict</th></tr></thead>
            <tbody>{report.Files.Select(Row)}</tbody></table></div>
            <p>Of {(long)coverage.Ways.Length} ways that steps may go the records went {went}; where the kernel is free,
            {coverage.Choices.Count(static way => way.Records > 0)} of {coverage.Choices.Length} arms.</p>
            {Broken(coverage)}
            """);
    }

    /// <summary>Each lifecycle, drawn and as a table.</summary>
    /// <param name="report">What came of replaying the traces.</param>
    /// <returns>HTML.</returns>
    public static Markup Lifecycles(ConformanceReport report)
    {
        DrawnLifecycle[] drawn =
        [
            LifecycleLayout.Of(PageLife.Life, static _ => true),
            LifecycleLayout.Of(DeviceFrame.Life, static _ => true),
            LifecycleLayout.Of(MigrationEntry.Life, static _ => true),
            LifecycleLayout.Of(Subscription.Life, static _ => true),
        ];
        return Markup.Of($"""
            <p>A full line is a transition that some record took, a dashed one that none did.</p>
            {report.Coverage!.Lives.Select(life => Lifecycle(drawn.Single(one => one.Name == life.Name), life))}
            """);
    }

    private static Markup Row(FileConformance file)
    {
        var verdict = file.Problem is not null ? "! not read to its end"
            : file.Differences.Count > 0 ? "! differs"
            : file.Agreed < file.Records || file.Explained < file.Sections ? "? not known" : "✓ conforms";
        var colour = verdict[0] switch { '✓' => "good", '?' => "open", _ => "bad" };
        return Markup.Of($"""
            <tr><th scope="row">{file.File}</th><td>{string.Join(", ", file.Kernels)}</td><td class="number">{(long)file.Sequences}</td>
            <td class="number">{file.Records}</td><td class="number">{file.Agreed}</td><td class="number">{file.Sections}</td>
            <td class="number">{file.Explained}</td><td class="{colour}">{verdict}</td></tr>
            """);
    }

    private static Markup Broken(Coverage coverage) => coverage.Broken.IsEmpty
        ? Markup.Of($"<p>Every invariant holds after every record.</p>")
        : Markup.Of($"""
            <p>What the kernel did breaks these claims after so many records; the first of them is named. The driver of the traces is the
            kernel's own test driver.</p>
            <table><thead><tr><th scope="col" class="number">records</th><th scope="col">claim, and what breaks it</th></tr></thead><tbody>
            {coverage.Broken.Select(static one => Markup.Of($"""<tr><td class="number">{one.Records}</td><td>{one.Name}</td></tr>"""))}
            </tbody></table>
            """);

    private static Markup Lifecycle(DrawnLifecycle drawn, CountedLife life)
    {
        var rows = life.Transitions.Select(static row => Markup.Of($"""
            <tr><td>{row.Name}</td><td class="number {(row.Records > 0 ? string.Empty : "bad")}">{row.Records}</td></tr>
            """));
        return Markup.Of($"""
            <h3>{life.Name}: {life.Transitions.Count(static row => row.Records > 0)} of {life.Transitions.Length} transitions recorded</h3>
            <div class="two"><div tabindex="0" role="group" aria-label="Drawing of {life.Name}">{LifecycleDrawing.Of(drawn, life)}</div>
            <details><summary>{life.Transitions.Length} transitions</summary>
            <table><thead><tr><th scope="col">from, on: to</th><th scope="col" class="number">records</th></tr></thead>
            <tbody>{rows}</tbody></table></details></div>
            """);
    }
}
