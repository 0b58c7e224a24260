using Hmm.Model.Claims;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>The exploration of a protocol with a mistake.</summary>
/// <param name="Mutant">The mistake.</param>
/// <param name="Protocol">The protocol with it.</param>
/// <param name="Scope">The scope in which it was explored.</param>
/// <param name="Exploration">What came of it, held to every invariant.</param>
/// <param name="First">What noticed the mistake in the fewest steps; null for a survivor.</param>
/// <param name="Claimed">How the claim for whose sake the mistake is made noticed it, held to that claim alone; null when it did not, or
/// none is named.</param>
public sealed record Trial(
    Mutant Mutant, Protocol Protocol, NamedScope Scope, Exploration Exploration, Kill? First, Kill? Claimed)
{
    /// <summary>Whether every operation ends; null where that was not asked, because something broke before or the scope bounds nothing.
    /// </summary>
    public ProgressVerdict? Endings { get; init; }

    /// <summary>Whether the mistake went unnoticed, by all or by the claim that must notice it.</summary>
    public bool Survives => First is null || (Mutant.Claim.Length > 0 && Claimed is null);

    /// <summary>What is known to notice it.</summary>
    public IEnumerable<string> Killers => new[] { First, Claimed }.OfType<Kill>().Select(static kill => kill.By).Distinct();

    /// <summary>Explores a mutant in its scope.</summary>
    /// <param name="right">The protocol without the mistake.</param>
    /// <param name="mutant">The mistake.</param>
    /// <param name="options">How to explore.</param>
    /// <param name="stop">Ends the exploration.</param>
    /// <returns>What came of it.</returns>
    public static Trial Of(Protocol right, Mutant mutant, ExplorerOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(mutant);
        var scope = right.Scope(mutant.Scope)
            ?? throw new InvalidOperationException($"Mutant {mutant.Name} is to be noticed in scope {mutant.Scope}, which {right} lacks.");
        var wrong = right.Mutated(mutant);
        var exploration = Explorer.Explore(new WorldSystem(wrong, scope.Scope), options, stop);
        var first = Killer(wrong, exploration);
        var endings = first is null && scope.Scope.Times > 0 && exploration.Verdict is Verdict.Verified
            ? Exploring.Endings.Check(new WorldSystem(wrong, scope.Scope), scope.Scope, options, stop)
            : null;
        first ??= endings is null ? null : Starved(endings);
        return new(mutant, wrong, scope, exploration, first, Claim(wrong, mutant, scope, exploration, options, stop)) { Endings = endings };
    }

    private static Kill? Claim(
        Protocol wrong, Mutant mutant, NamedScope scope, Exploration exploration, ExplorerOptions options, CancellationToken stop)
    {
        if (mutant.Claim.Length == 0)
        {
            return null;
        }

        // What broke in the first broken level needs no second look.
        if (exploration.Findings.Select(finding => Killer(wrong, finding)).FirstOrDefault(kill => kill.By == mutant.Claim) is { } seen)
        {
            return seen;
        }

        var invariant = wrong.Invariants.Single(invariant => invariant.Id == mutant.Claim);
        var held = wrong.HeldTo(invariant);
        return Killer(held, Explorer.Explore(new WorldSystem(held, scope.Scope), options with { DeadlockAllowed = true }, stop));
    }

    private static Kill? Killer(Protocol protocol, Exploration exploration) =>
        exploration.Findings is [var first, ..] ? Killer(protocol, first) : null;

    private static Kill Killer(Protocol protocol, Verdict finding) => finding switch
    {
        Verdict.Violated violated => new(protocol.Invariants[violated.Invariant].Id, violated.Depth),
        Verdict.Deadlocked deadlocked => new(Kill.Deadlock, deadlocked.Depth),
        _ => throw new InvalidOperationException($"A finding is a violation or a deadlock, not {finding}."),
    };

    private static Kill? Starved(ProgressVerdict verdict) => verdict switch
    {
        ProgressVerdict.Starved starved => new(Kill.Starvation, starved.Stem.Steps + starved.Loop.Length),
        ProgressVerdict.Trapped trapped => new(Kill.Starvation, trapped.Stem.Steps),
        _ => null,
    };
}
