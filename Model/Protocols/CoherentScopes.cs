using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Protocols;

/// <summary>The scopes in which coherent memory for any page is explored.</summary>
internal static class CoherentScopes
{
    private const Kept Keeps = Kept.Statuses | Kept.Files;

    /// <summary>All of them.</summary>
    public static ImmutableArray<NamedScope> All { get; } =
    [
        new("any-anonymous", "A thread and a device do everything to an anonymous page.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Kept.Statuses,
            Actors = [Scopes.Thread(0, 0), [.. Moves(), Call("device-write", value: 2)]],
        }),
        new("any-file", "A page of a file is written, moved, discarded and cut.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Keeps,
            Prelude = Map(VmaKind.FileShared),
            Actors = [[Write(0), Call("cpu-read"), Call("discard"), Call("truncate", count: 0), Call("truncate")],
                [.. Moves(), Call("device-write", value: 2)]],
        }),
        new("any-shared", "A page of shared memory without a file is written and moved.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Keeps,
            Prelude = Map(VmaKind.AnonymousShared),
            Actors = [[Write(0), Call("discard")], [.. Moves(), Call("device-write", value: 2)]],
        }),
        new("any-private", "A private mapping of a file reads its page and writes a copy, while both move.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Keeps,
            Prelude = Map(VmaKind.FilePrivate),
            Actors = [[Write(0), Call("cpu-read"), Call("discard")], [.. Moves(), Call("device-read")]],
        }),
        new("any-fault", "A device faults pages into its own memory.", new Scope
        {
            Pages = 2,
            CoherentDevices = 1,
            Keeps = Kept.Statuses,
            Actors = [[Write(0), Call("discard", count: 2)], [Call("device-write", count: 2, value: 2), Call("device-read", count: 2)]],
        }),
        new("any-pin", "A thread pins a page that a device moves to itself and another thread touches.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Kept.Statuses,
            Times = 2,
            Actors = [[Call("pin"), Call("unpin")], [Write(0), Call("discard")], [Call("migrate-to-device")]],
        }),
        new("any-pins", "Two threads pin a page that a device moves to itself.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Kept.Statuses,
            Times = 2,
            Actors = [[Call("pin"), Call("unpin")], [Call("pin")], [Call("migrate-to-device")]],
        }),
        new("any-pin-atomic", "A thread pins a page that a device moves to itself and takes for atomic operations.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Kept.Statuses,
            Times = 3,
            Actors = [[Call("pin"), Call("unpin"), Call("discard")], [.. Moves(), Call("exclusive")]],
        }),
        new("any-pin-file", "A thread pins a file's page that a device moves to itself.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Keeps,
            Prelude = Map(VmaKind.FileShared),
            Times = 3,
            Actors = [[Call("pin"), Call("unpin"), Call("truncate", count: 0), Call("truncate")], Moves()],
        }),
        new("any-fork", "A process with a pinned page forks, and both write theirs.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Spaces = 2,
            Keeps = Kept.Statuses,
            Times = 3,
            Actors = [[Call("pin"), Write(0), new("fork", new Binding { To = 1 })], [Write(1)], [Call("migrate-to-device")]],
        }),
    ];

    private static ImmutableArray<Invocation> Map(VmaKind kind) =>
        [Call("unmap"), new("map", new Binding { Count = 1, Protection = Access.Write, Kind = kind })];

    private static ImmutableArray<Invocation> Moves() => [Call("migrate-to-device"), Call("migrate-to-memory")];

    private static Invocation Write(byte space) => new("cpu-write", new Binding { Space = space, Count = 1, Value = 1 });

    private static Invocation Call(string operation, byte count = 1, ushort value = 0) =>
        new(operation, new Binding { Count = count, Value = value });
}
