using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>What somebody proposed beyond Linux: operations of its own, amendments to the steps of the others, and what must then
/// hold.</summary>
/// <remarks>A protocol is Linux's operations with any number of extensions, so that a proposal is described by what it adds and is checked
/// against everything that is there already.</remarks>
/// <param name="Name">Its name, as commands take it.</param>
/// <param name="Rule">What it is, in a sentence.</param>
public sealed record Extension(string Name, string Rule)
{
    /// <summary>Who asked for it, and what became of it in Linux, in a sentence or two.</summary>
    public required string Origin { get; init; }

    /// <summary>The driver that it needs, made of the one that the protocol is used with.</summary>
    public Func<Driver, Driver> Drive { get; init; } = static driver => driver;

    /// <summary>Its own operations.</summary>
    public Func<Driver, ImmutableArray<Operation>> Operations { get; init; } = static _ => [];

    /// <summary>What it changes in an operation of Linux, or of another extension: jumps added to steps by label, steps put in.</summary>
    public Func<Operation, Operation> Amend { get; init; } = static operation => operation;

    /// <summary>What it changes there that calls the driver: applied after <see cref="Amend"/>.</summary>
    public Func<Driver, Operation, Operation> Splice { get; init; } = static (_, operation) => operation;

    /// <summary>Its own invariants; one with the id of an existing invariant takes its place.</summary>
    public ImmutableArray<Invariant> Invariants { get; init; } = [];

    /// <summary>What must be able to happen.</summary>
    public ImmutableArray<Witness> Witnesses { get; init; } = [];

    /// <summary>The mistakes that its claims must notice.</summary>
    public ImmutableArray<Mutant> Mutants { get; init; } = [];

    /// <summary>The scopes in which it is explored; all of them when none is named.</summary>
    public required ImmutableArray<NamedScope> Scopes { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
