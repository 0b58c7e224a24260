using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>What the explorer says of a protocol with a mistake, or of its liveness.</summary>
public static class Killed
{
    /// <summary>What noticed a mutant first.</summary>
    /// <param name="extension">The extension whose mutant it is.</param>
    /// <param name="name">The mutant's name.</param>
    /// <returns>The id of the invariant, <c>deadlock</c> where nobody can go on; empty where the mutant survives.</returns>
    public static string By(Extension extension, string name) => Trials.Of(extension.Name, name).First?.By ?? string.Empty;

    /// <summary>Whether every operation ends in a scope that bounds their number.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>The verdict.</returns>
    public static ProgressVerdict Endings(Protocol protocol, Scope scope) =>
        Model.Exploring.Endings.Check(new WorldSystem(protocol, scope), scope, new ExplorerOptions());
}
