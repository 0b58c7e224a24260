using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool;
using Hmm.Tool.Commands;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>The report says what came of the parts of a run, the bad as well as the good.</summary>
public sealed class ReportPageTests
{
    private const string Trace = "lost-write";
    private static readonly Protocol Linux = Linux612.With(new Reference());
    private static readonly Lazy<CheckResult> Right = new(() => Check(Linux, "rights"));
    private static readonly Lazy<CheckResult> Wrong = new(() => Check(Linux612.With(new TestHmm()), "page"));
    private static readonly Lazy<Killing> Killed = new(() => Killing.Of(Linux, Linux.Mutants[0], CancellationToken.None));
    private static readonly Lazy<ConformanceReport> Conforming = new(Conform);

    [Fact]
    public void A_good_run_is_called_good()
    {
        var run = Run([Right.Value], [Killed.Value]);
        var page = ReportPage.Of(run);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("<h1>Every claim holds, every mutant is killed, every trace conforms</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bad\"", page.Split("id=\"conformance\"")[0], StringComparison.Ordinal);
        Assert.Equal(page, ReportPage.Of(Run([Right.Value], [Killed.Value])));
    }

    [Fact]
    public void A_violated_claim_is_named_with_the_length_of_its_run()
    {
        var run = Run([Right.Value, Wrong.Value], [Killed.Value]);
        var steps = CheckResult.RunOf(Wrong.Value.Exploration.Findings[0]).Steps;

        Assert.Equal(ExitCode.Violated, run.ExitCode);
        Assert.Contains("<h1>A claim is violated</h1>", ReportPage.Of(run), StringComparison.Ordinal);
        Assert.Contains($"""<td class="bad">! violated, {steps} steps</td>""", ReportPage.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mutant_that_survives_is_bad()
    {
        var run = Run([Right.Value], [Killed.Value, Killed.Value with { Claims = [] }]);

        Assert.Equal(ExitCode.Violated, run.ExitCode);
        Assert.Contains("<h1>A mutant survives</h1>", ReportPage.Of(run), StringComparison.Ordinal);
        Assert.Contains("""<td class="bad">! nobody</td>""", ReportPage.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_limit_cut_short_is_not_called_good()
    {
        var system = new WorldSystem(Linux, Right.Value.Scope.Scope);
        var cut = Right.Value with { Exploration = Explorer.Explore(system, new ExplorerOptions { DepthMax = 9 }) };
        var run = Run([cut], [Killed.Value]);

        Assert.Equal(ExitCode.Inconclusive, run.ExitCode);
        Assert.Contains("<h1>Inconclusive: not everything was seen</h1>", ReportPage.Of(run), StringComparison.Ordinal);
        Assert.Contains("? not known", ReportPage.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_claim_and_every_transition_has_its_row()
    {
        var page = ReportPage.Of(Run([Right.Value], [Killed.Value]));

        Assert.All(ClaimResult.Of(Right.Value), claim =>
            Assert.Contains($"""<th scope="row">{claim.Name}</th>""", page, StringComparison.Ordinal));
        Assert.All(Conforming.Value.Coverage!.Lives.SelectMany(life => life.Transitions), row =>
            Assert.Contains($"<td>{row.Name}</td>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Worlds_by_depth_are_all_worlds()
    {
        var counts = Right.Value.Exploration.Statistics;
        var total = counts.States.ToString("N0", CultureInfo.InvariantCulture);
        var page = ReportPage.Of(Run([Right.Value], []));

        Assert.Equal(counts.States, counts.StatesByDepth.Sum());
        Assert.Equal(counts.Depth + 1, counts.StatesByDepth.Length);
        Assert.Equal(1, counts.StatesByDepth[0]);
        Assert.Contains($"{total} worlds by depth from 0 to {counts.Depth}", page, StringComparison.Ordinal);
    }

    private static WholeRun Run(ImmutableArray<CheckResult> checks, ImmutableArray<Killing> killings) =>
        new(checks, [(Linux.Name, killings)], Conforming.Value);

    private static CheckResult Check(Protocol protocol, string name)
    {
        var scope = protocol.Scope(name)!;
        var system = new WorldSystem(protocol, scope.Scope);
        return new(protocol, scope, system, Explorer.Explore(system, new ExplorerOptions()));
    }

    private static ConformanceReport Conform()
    {
        var conformer = Conformer.Standard();
        var audit = new ConformanceAudit(conformer.Protocol);
        var file = new FileConformance(Trace);
        foreach (var sequence in TraceReader.Read(Trace))
        {
            file.Add(sequence, conformer.Replay(sequence, audit));
        }

        return new()
        {
            Protocol = conformer.Protocol.ToString(),
            Files = [file],
            Time = TimeSpan.Zero,
            WasStopped = false,
            Coverage = Coverage.Of(conformer.Protocol, audit),
        };
    }
}
