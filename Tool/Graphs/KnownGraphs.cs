using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Locking;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;
using Hmm.Tool.Topics;

namespace Hmm.Tool.Graphs;

/// <summary>What can be drawn of a protocol.</summary>
internal static class KnownGraphs
{
    /// <summary>The name of the graph of all locks.</summary>
    public const string Locks = "locks";

    private const string End = "done";

    /// <summary>The names of the graphs of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The lock order, the lifecycles, the operations.</returns>
    public static ImmutableArray<string> Names(Protocol protocol) =>
        [Locks, .. Life.All.Select(static life => life.Name), .. protocol.Operations.Select(static operation => operation.Name)];

    /// <summary>A graph by its name.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="name">One of its <see cref="Names"/>.</param>
    /// <returns>The graph.</returns>
    public static Graph Of(Protocol protocol, string name) =>
        name == Locks ? OfLocks(protocol)
        : Life.All.FirstOrDefault(life => life.Name == name) is { } life ? OfLife(life)
        : OfOperation(protocol, protocol.Operations.Single(operation => operation.Name == name));

    private static Graph OfLocks(Protocol protocol) => new(
        $"lock order of {protocol.Name}",
        [.. LockClasses.All.OrderBy(static known => known.Rank).Select(static known =>
            new GraphNode(known.Name, $"{known.Rank} {known.Kind}"))],
        [.. Nearest(LockNesting.Of(protocol)).OrderBy(static nesting => (nesting.Outer.Rank, nesting.Inner.Rank))
            .Select(static nesting => new GraphEdge(nesting.Outer.Name, nesting.Inner.Name))]);

    /// <summary>The pairs that do not follow from two others.</summary>
    private static IEnumerable<LockNesting> Nearest(ImmutableArray<LockNesting> nestings) => nestings.Where(nesting =>
        !nestings.Any(first => first.Outer == nesting.Outer
            && nestings.Any(second => second.Outer == first.Inner && second.Inner == nesting.Inner)));

    private static Graph OfLife(Life life) => new(
        $"lifecycle {life.Name}",
        [.. life.States.Select(state => new GraphNode(state, state == life.Initial ? "initial" : string.Empty))],
        [.. life.Rows.Select(static row => new GraphEdge(row.From, row.To, row.On))]);

    private static Graph OfOperation(Protocol protocol, Operation<World> operation)
    {
        var entry = protocol.Plan.Entry(operation.Name);
        var nodes = operation.Steps.Select(static step => new GraphNode(step.Label, Remark(step)));
        var edges = operation.Steps.SelectMany((step, i) => protocol.Plan.Next(entry + i).Distinct().Select(next =>
            new GraphEdge(step.Label, next == 0 ? End : protocol.Plan.Step(next).Label)));
        return new($"operation {operation.Name} of {protocol.Name}", [.. nodes, new GraphNode(End)], [.. edges]);
    }

    private static string Remark(Step<World> step) => string.Join(", ",
    [
        .. step.Takes.Select(static use => $"takes {use}"),
        .. step.Within.Select(static use => $"under {use}"),
        .. step.Tries.Select(static use => $"tries {use}"),
        .. step.Releases.Select(static use => $"releases {use}"),
    ]);
}
