using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Which operations there are, with which driver: what is checked, replayed and listed.</summary>
public sealed class Protocol
{
    private readonly ImmutableArray<Operation> described;

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
        described = operations;
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

    /// <summary>Who asked for it and what became of it, where it is not what Linux does; empty for Linux.</summary>
    public string Origin { get; init; } = string.Empty;

    /// <summary>Its operations.</summary>
    public ImmutableArray<Operation> Operations { get; }

    /// <summary>What must hold in every world.</summary>
    public ImmutableArray<Invariant> Invariants { get; }

    /// <summary>What must be able to happen.</summary>
    public ImmutableArray<Witness> Witnesses { get; init; } = [];

    /// <summary>The mistakes that the claims must notice.</summary>
    public ImmutableArray<Mutant> Mutants { get; init; } = [];

    /// <summary>The scopes in which it can be explored.</summary>
    public ImmutableArray<NamedScope> Scopes { get; init; } = Protocols.Scopes.All;

    /// <summary>The names of those that are explored when none is named.</summary>
    public ImmutableArray<string> DefaultScopes { get; init; } = Protocols.Scopes.Default;

    /// <summary>The operations, compiled.</summary>
    public Plan<World> Plan { get; }

    /// <summary>The same operations with every acquisition held against the declared lock order, which takes a little longer.</summary>
    public Plan<World> Watched { get; }

    /// <summary>A scope by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The scope, or null when there is none of that name.</returns>
    public NamedScope? Scope(string name) =>
        Scopes.FirstOrDefault(scope => scope.Name == name) ?? (WideScope.TryParse(name, out var wide) ? wide.Named : null);

    /// <summary>This protocol with a mistake.</summary>
    /// <param name="mutant">The mistake.</param>
    /// <returns>The mutated protocol.</returns>
    public Protocol Mutated(Mutant mutant)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        return With([.. described.Select(mutant.Apply)], Invariants, Witnesses, $"{Rule} With the mistake '{mutant.Name}'.");
    }

    /// <summary>This protocol held to some of its claims only.</summary>
    /// <param name="isWanted">Whether a claim is wanted, by its id.</param>
    /// <returns>The same operations with fewer invariants and witnesses.</returns>
    public Protocol HeldTo(Func<string, bool> isWanted) => With(
        described,
        [.. Invariants.Where(invariant => isWanted(invariant.Id))],
        [.. Witnesses.Where(witness => isWanted(witness.Id))],
        Rule);

    private Protocol With(
        ImmutableArray<Operation> operations, ImmutableArray<Invariant> invariants, ImmutableArray<Witness> witnesses, string rule) =>
        new(Name, Driver, rule, operations, invariants)
        {
            Origin = Origin,
            Witnesses = witnesses,
            Mutants = Mutants,
            Scopes = Scopes,
            DefaultScopes = DefaultScopes,
        };

    /// <summary>This protocol, held to some of its invariants only.</summary>
    /// <param name="invariants">The invariants.</param>
    /// <returns>The protocol.</returns>
    public Protocol HeldTo(params ImmutableArray<Invariant> invariants) => new(Name, Driver, Rule, described, invariants)
    {
        Origin = Origin,
        Scopes = Scopes,
        DefaultScopes = DefaultScopes,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Name} with driver {Driver.Name}";
}
