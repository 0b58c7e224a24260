using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>What the explorer says of a protocol with a mistake, or of its liveness.</summary>
public static class Killed
{
    /// <summary>The id of the invariant that a mutant breaks first.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="name">The mutant's name.</param>
    /// <returns>The id; empty where the mutant survives, <c>deadlock</c> where nobody can go on.</returns>
    public static string By(Extension extension, string name)
    {
        var right = Linux612.With(new Reference(), extension);
        var mutant = right.Mutants.Single(known => known.Name == name);
        var system = new WorldSystem(right.Mutated(mutant), right.Scope(mutant.Scope)!.Scope);
        var exploration = Explorer.Explore(system, new ExplorerOptions());
        return exploration.Findings switch
        {
            [] => string.Empty,
            [Verdict.Violated violated, ..] => right.Invariants[violated.Invariant].Id,
            _ => "deadlock",
        };
    }

    /// <summary>Whether every operation ends in a scope that bounds their number.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>The verdict.</returns>
    public static ProgressVerdict Endings(Protocol protocol, Scope scope) =>
        Model.Exploring.Endings.Check(new WorldSystem(protocol, scope), scope, new ExplorerOptions());
}
