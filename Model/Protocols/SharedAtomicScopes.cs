using System.Collections.Immutable;

namespace Hmm.Model.Protocols;

/// <summary>The scopes in which atomic operations beside readers are explored.</summary>
internal static class SharedAtomicScopes
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<NamedScope> All { get; } =
    [
        new("readers", "A thread does everything to a page that a device takes for atomic operations and leaves readable.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [Scopes.Thread(0, 0), [Call("exclusive-readable"), Call("device-atomic", value: 2), Call("migrate-to-device")]],
        }),
        new("merged", "The same with a page that the device takes for itself, as in Linux.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[Write(0), Read(0), Call("discard")],
                [Call("exclusive"), Call("exclusive-readable"), Call("device-atomic", value: 2), Call("device-write", value: 3)]],
        }),
        new("atomic-rivals", "Two devices want a page for atomic operations, one also to read it, while a thread writes it.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            Times = 2,
            Actors = [[Write(0)], [Call("exclusive-readable"), Call("device-atomic", value: 2)],
                [Call("exclusive-readable", device: 1), Call("device-read", device: 1)]],
        }),
        new("atomic-fork", "A page on which a device does atomic operations is shared by fork, and both processes write it.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Spaces = 2,
            Times = 2,
            Actors = [[Write(0), new("fork", new Binding { To = 1 })], [Write(1)],
                [Call("exclusive-readable"), Call("device-atomic", value: 2)]],
        }),
        new("atomic-turns", "A thread and a device each do two things to such a page: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Times = 2,
            Actors = [[Write(0), Read(0), Call("discard")],
                [Call("exclusive-readable"), Call("device-atomic", value: 2), Call("exclusive")]],
        }),
    ];

    private static Invocation Read(byte space) => new("cpu-read", new Binding { Space = space, Count = 1 });

    private static Invocation Write(byte space) => new("cpu-write", new Binding { Space = space, Count = 1, Value = 1 });

    private static Invocation Call(string operation, byte device = 0, ushort value = 0) =>
        new(operation, new Binding { Count = 1, Device = device, Value = value });
}
