using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>Prints a run that somebody asked for: its steps, and which claims are broken at its end.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class RunText(Terminal terminal)
{
    /// <summary>Prints a run.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="system">The two together.</param>
    /// <param name="run">The run.</param>
    /// <returns>The exit code: whether a claim is broken.</returns>
    public int Write(Protocol protocol, NamedScope scope, WorldSystem system, Run run)
    {
        var broken = Broken(protocol, system, run);
        var isStuck = IsStuck(system, run);
        var marks = string.Join(", ", [.. broken.Select(static invariant => invariant.Id), .. isStuck ? ["stuck"] : Array.Empty<string>()]);
        var isGood = broken.Count == 0 && !isStuck && run.Loop == 0;
        terminal.Output.WriteLine($"{protocol.Name} with driver {protocol.Driver.Name} · scope {scope.Name}: {scope.Scope}");
        terminal.Output.WriteLine();
        new CounterexampleText(terminal).Steps(
            Explanation.Of(system, protocol, run), run.Loop, marks.Length == 0 ? string.Empty : $"<- {marks}");
        terminal.Output.WriteLine();
        var world = system.Decode(run.Last.State.AsSpan());
        foreach (var invariant in broken)
        {
            terminal.Output.WriteLine($"{terminal.Bad($"{invariant.Id} violated")}   {invariant.Statement}");
            terminal.Output.WriteLine($"  broken by {invariant.Check(in world)?.Describe(in world)}");
        }

        if (isStuck)
        {
            terminal.Output.WriteLine($"{terminal.Bad("deadlock")}   {ClaimNames.DeadlockFound}");
        }

        if (run.Loop > 0)
        {
            terminal.Output.WriteLine($"{terminal.Bad($"{ClaimNames.Progress} violated")}   {Endings.Statement}");
            terminal.Output.WriteLine($"  {CounterexampleText.LoopText(run)}");
        }

        if (isGood)
        {
            terminal.Output.WriteLine(terminal.Good("Every invariant holds at the end of this run."));
        }

        return isGood ? ExitCode.Success : ExitCode.Violated;
    }

    /// <summary>The claims that do not hold at the end of a run.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="system">The system.</param>
    /// <param name="run">The run.</param>
    /// <returns>Their names.</returns>
    public static IReadOnlyList<string> BrokenClaims(Protocol protocol, WorldSystem system, Run run) =>
        [.. Broken(protocol, system, run).Select(static invariant => invariant.Id),
            .. IsStuck(system, run) ? [ClaimNames.Deadlock] : Array.Empty<string>(),
            .. run.Loop > 0 ? [ClaimNames.Progress] : Array.Empty<string>()];

    private static List<Model.Claims.Invariant> Broken(Protocol protocol, WorldSystem system, Run run)
    {
        var world = system.Decode(run.Last.State.AsSpan());
        return [.. protocol.Invariants.Where(invariant => invariant.Check(in world) is not null)];
    }

    private static bool IsStuck(WorldSystem system, Run run)
    {
        var next = new SuccessorBuffer(system.StateBytes);
        system.Expand(run.Last.State.AsSpan(), next);
        return next.Count == 0 && !system.IsFinal(run.Last.State.AsSpan());
    }
}
