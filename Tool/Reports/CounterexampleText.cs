using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Operations;

namespace Hmm.Tool.Reports;

/// <summary>Prints a run that ends badly: who took which step, what it changed, which claim that breaks, and how to see it again.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class CounterexampleText(Terminal terminal)
{
    private const int WhoWidth = 9;

    /// <summary>Prints a finding of a check.</summary>
    /// <param name="result">The check.</param>
    /// <param name="finding">The finding.</param>
    public void Write(CheckResult result, Verdict finding)
    {
        var run = CheckResult.RunOf(finding);
        Head(result, finding, run);
        Steps(Explanation.Of(result.System, result.Protocol, run), Mark(result, finding));
        var token = result.Token(finding);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"  replay      hmm replay {token}");
        terminal.Output.WriteLine($"  view        hmm view {token} --output counterexample.html");
        terminal.Output.WriteLine($"  as a test   hmm replay {token} --as csharp");
        terminal.Output.WriteLine();
    }

    /// <summary>Prints a run that goes round for ever: the way to the loop, and the loop.</summary>
    /// <param name="result">The check.</param>
    /// <param name="starved">The run.</param>
    public void WriteLoop(CheckResult result, ProgressVerdict.Starved starved)
    {
        var steps = Explanation.Of(result.System, result.Protocol, new([.. starved.Stem.Firings, .. starved.Loop]));
        var stem = steps.Length - starved.Loop.Length;
        var length = Number(starved.Loop.Length);
        terminal.Output.WriteLine($"  {Number(stem)} steps lead to a loop of {length}; each actor steps in it, or cannot");
        terminal.Output.WriteLine();
        Steps(steps[..stem], "the loop begins");
        terminal.Output.WriteLine();
        Steps(steps[stem..], "and so on for ever");
    }

    /// <summary>Prints the steps of a run.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="mark">What to put behind the last.</param>
    public void Steps(ImmutableArray<ExplainedStep> steps, string mark)
    {
        var operation = Math.Max(9, steps.Select(static step => step.Operation.Length).DefaultIfEmpty().Max());
        var label = Math.Max(4, steps.Select(static step => step.Label.Length).DefaultIfEmpty().Max());
        string Row(string number, string who, string what, string step) =>
            $"{number,4}  {who,-WhoWidth}  {what.PadRight(operation)}  {step.PadRight(label)}  ";

        terminal.Output.WriteLine(Row("#", "who", "operation", "step") + "changed");
        var (actor, name) = (-1, string.Empty);
        foreach (var step in steps)
        {
            var (who, what) = step.Actor == actor ? (".", step.Operation == name ? "." : step.Operation) : (Who(step), step.Operation);
            var changes = string.Join("; ", step.Changes);
            var last = step == steps[^1] ? $"   {terminal.Bad(mark)}" : string.Empty;
            terminal.Output.WriteLine($"{Row(Number(step.Number), who, what, step.Label)}{changes}{last}".TrimEnd());
            (actor, name) = (step.Actor, step.Operation);
        }
    }

    private static string Mark(CheckResult result, Verdict finding) =>
        finding is Verdict.Violated violated ? $"<- {result.Protocol.Invariants[violated.Invariant].Id}" : "<- stuck";

    private void Head(CheckResult result, Verdict finding, Run run)
    {
        var world = result.System.Decode(run.Last.State.AsSpan());
        if (finding is Verdict.Violated violated)
        {
            var invariant = result.Protocol.Invariants[violated.Invariant];
            terminal.Output.WriteLine($"{terminal.Bad($"{invariant.Id} violated")}   {invariant.Statement}");
            terminal.Output.WriteLine($"  broken by {invariant.Check(in world)?.Describe(in world)}");
        }
        else
        {
            terminal.Output.WriteLine($"{terminal.Bad("deadlock")}   {ClaimNames.DeadlockFound}");
        }

        var mistake = result.Mutant is null ? string.Empty : $" and mutant {result.Mutant}";
        var protocol = $"{result.Protocol.Name} with driver {result.Protocol.Driver.Name}{mistake}";
        terminal.Output.WriteLine($"  {protocol} · scope {result.Scope.Name}: {result.Scope.Scope}");
        var found = result.Reduction == Reduction.None ? "shortest" : "found";
        terminal.Output.WriteLine($"  {found}: {Number(run.Steps)} steps, {Number(run.Switches)} switches");
        terminal.Output.WriteLine();
    }

    private static string Who(ExplainedStep step) => $"a{Number(step.Actor)} {(step.Role == Role.Device ? "device" : "thread")}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
