using System.Collections.Immutable;
using Hmm.Model.Exploring;
using Hmm.Model.Locking;
using Hmm.Model.Protocols;
using Hmm.Tool.Traces;

namespace Hmm.Tool.Topics;

/// <summary>Everything in the model that has a name.</summary>
internal static class TopicList
{
    /// <summary>The kinds, in the order in which they are listed.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["protocols", "drivers", "scopes", "operations", "fragments", "claims", "mutants", "lifecycles", "locks", "recordings"];

    /// <summary>The topics of a protocol, and those that all protocols share.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The topics, by kind.</returns>
    public static ImmutableArray<Topic> Of(Protocol protocol) =>
    [
        .. Protocols.Names.Select(name => new Topic("protocols", name, Protocols.Of(name, Drivers.Names[0]).Rule)),
        .. Drivers.Names.Select(static name => new Topic("drivers", name, Drivers.RuleOf(name))),
        .. protocol.Scopes.Select(static scope => new Topic("scopes", scope.Name, $"{scope.Purpose} ({scope.Scope})")),
        .. protocol.Operations.Select(static operation => new Topic("operations", operation.Name, operation.Rule)),
        .. new Reports.Catalogue(protocol).Fragments.Select(static fragment =>
            new Topic("fragments", fragment.Title, fragment.Text.Split('\n')[2])),
        .. Claims(protocol),
        .. protocol.Mutants.Select(static mutant => new Topic("mutants", mutant.Name, mutant.Story)),
        .. Life.All.Select(static life => new Topic("lifecycles", life.Name, life.Rule)),
        .. LockClasses.All.OrderBy(static known => known.Rank).Select(static known =>
            new Topic("locks", known.Name, $"Guards {known.Guards}. {known.Kind}, rank {known.Rank}.")),
        .. BundledTraces.Names.Select(static name => new Topic("recordings", name, "Recorded calls of a real kernel: hmm conform.")),
    ];

    /// <summary>The topics of every protocol, each once: what completion offers.</summary>
    /// <returns>The topics.</returns>
    public static IEnumerable<Topic> OfAll() =>
        Protocols.Names.SelectMany(static name => Of(Protocols.Of(name, Drivers.Names[0])))
            .DistinctBy(static topic => (topic.Kind, topic.Name));

    private static IEnumerable<Topic> Claims(Protocol protocol) =>
    [
        .. protocol.Invariants.Select(static invariant => new Topic("claims", invariant.Id, invariant.Statement)),
        new("claims", ClaimNames.Deadlock, ClaimNames.DeadlockStatement),
        new("claims", ClaimNames.Progress, Endings.Statement),
        .. protocol.Witnesses.Select(static witness => new Topic("claims", witness.Id, $"It can happen: {witness.Statement}")),
    ];
}
