using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Which operations there are, with which driver: what is checked, replayed and listed.</summary>
public sealed class Protocol
{
    /// <summary>Puts a protocol together.</summary>
    /// <param name="name">Its name, as commands take it.</param>
    /// <param name="driver">The driver.</param>
    /// <param name="rule">What it is, in a sentence.</param>
    /// <param name="operations">Its operations.</param>
    /// <param name="invariants">What must hold in every world, at most 64.</param>
    public Protocol(string name, Driver driver, string rule, ImmutableArray<Operation> operations, ImmutableArray<Invariant> invariants)
    {
        Name = name;
        Driver = driver;
        Rule = rule;
        Operations = [.. operations.Select(Clearing.Guard)];
        Invariants = invariants;
        Plan = new(Operations);
        Watched = new([.. Operations.Select(LockOrder.Watch)]);
    }

    /// <summary>Its name, as commands take it.</summary>
    public string Name { get; }

    /// <summary>The driver.</summary>
    public Driver Driver { get; }

    /// <summary>What it is, in a sentence.</summary>
    public string Rule { get; }

    /// <summary>Its operations.</summary>
    public ImmutableArray<Operation> Operations { get; }

    /// <summary>What must hold in every world.</summary>
    public ImmutableArray<Invariant> Invariants { get; }

    /// <summary>The operations, compiled.</summary>
    public Plan<World> Plan { get; }

    /// <summary>The same operations with every acquisition held against the declared lock order, which takes a little longer.</summary>
    public Plan<World> Watched { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} with driver {Driver.Name}";
}
