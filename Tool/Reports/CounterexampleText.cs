using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Operations;

namespace Hmm.Tool.Reports;

/// <summary>Prints a run that ends badly: who took which step, what it changed, which claim that breaks, and how to see it again.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class CounterexampleText(Terminal terminal)
{
    private const int WhoWidth = 9;

    /// <summary>Prints a counterexample of a check.</summary>
    /// <param name="result">The check.</param>
    /// <param name="claim">The claim that is violated.</param>
    /// <param name="run">The run that violates it.</param>
    public void Write(CheckResult result, ClaimResult claim, Run run)
    {
        Head(result, claim, run);
        var mark = claim.Name == ClaimNames.Deadlock ? "<- stuck" : $"<- {claim.Name}";
        Steps(Explanation.Of(result.System, result.Protocol, run), run.Loop, mark);
        var token = result.Token(run);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"  replay      hmm replay {token}");
        terminal.Output.WriteLine($"  view        hmm view {token} --output counterexample.html");
        terminal.Output.WriteLine($"  as a test   hmm replay {token} --as csharp");
        terminal.Output.WriteLine();
    }

    /// <summary>Prints the steps of a run; those of a loop apart from the way to it.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="loop">How many of the last ones repeat for ever.</param>
    /// <param name="mark">What to put behind the last of a run that ends.</param>
    public void Steps(ImmutableArray<ExplainedStep> steps, int loop, string mark)
    {
        if (loop == 0)
        {
            Steps(steps, mark);
            return;
        }

        Steps(steps[..^loop], "the loop begins");
        terminal.Output.WriteLine();
        Steps(steps[^loop..], $"and so on for ever, from step {Number(steps.Length - loop + 1)}");
    }

    private void Steps(ImmutableArray<ExplainedStep> steps, string mark)
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

    private void Head(CheckResult result, ClaimResult claim, Run run)
    {
        var world = result.System.Decode(run.Last.State.AsSpan());
        terminal.Output.WriteLine(claim.Name == ClaimNames.Deadlock ? $"{terminal.Bad(claim.Name)}   {ClaimNames.DeadlockFound}"
            : $"{terminal.Bad($"{claim.Name} violated")}   {claim.Statement}");
        if (result.Protocol.Invariants.FirstOrDefault(invariant => invariant.Id == claim.Name) is { } broken)
        {
            terminal.Output.WriteLine($"  broken by {broken.Check(in world)?.Describe(in world)}");
        }

        var mistake = result.Mutant is null ? string.Empty : $" and mutant {result.Mutant}";
        var protocol = $"{result.Protocol.Name} with driver {result.Protocol.Driver.Name}{mistake}";
        terminal.Output.WriteLine($"  {protocol} · scope {result.Scope.Name}: {result.Scope.Scope}");
        terminal.Output.WriteLine(run.Loop > 0 ? $"  {LoopText(run)}"
            : $"  {(result.Reduction == Reduction.None ? "shortest" : "found")}: {Amount.Of(run.Steps, "step")}, {Switches(run)}");
        terminal.Output.WriteLine();
    }

    /// <summary>What a run that goes round for ever is made of.</summary>
    /// <param name="run">The run.</param>
    /// <returns>A sentence without its full stop.</returns>
    public static string LoopText(Run run) =>
        $"{Amount.Of(run.Steps - run.Loop, "step")} to a loop of {Number(run.Loop)}, in which each actor steps, or never can";

    private static string Switches(Run run) => Amount.Of(run.Switches, "switch", "switches");

    private static string Who(ExplainedStep step) => $"a{Number(step.Actor)} {(step.Role == Role.Device ? "device" : "thread")}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
