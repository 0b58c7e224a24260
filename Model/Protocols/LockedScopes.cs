using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Protocols;

/// <summary>The scopes in which bound ranges are explored.</summary>
internal static class LockedScopes
{
    private const Kept Keeps = Kept.Bindings | Kept.Devices;

    /// <summary>All of them.</summary>
    public static ImmutableArray<NamedScope> All { get; } =
    [
        new("bound", "A thread binds a page, unbinds it and does everything else to it that a thread can; so does the device.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Keeps,
            Actors =
            [
                [.. Scopes.Thread(0, 0), Bind(0), Unbind(0)],
                [Call("device-write", value: 2), Call("migrate-to-memory"), Call("migrate-to-device"), Call("exclusive")],
            ],
        }),
        new("bound-turns", "A thread binds a page that another touches and the device writes: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Keeps,
            Times = 1,
            Actors = [[Bind(0)], [Write(0), Call("discard")], [Call("device-write", value: 2), Call("migrate-to-device")], [Unbind(0)]],
        }),
        new("bound-fork", "A process that forks binds the page that its child has copy-on-write.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Spaces = 2,
            Keeps = Keeps,
            Times = 3,
            Actors = [[Write(0), Bind(0), new("fork", new Binding { To = 1 }), new("exit", default)],
                [new("cpu-write", new Binding { Space = 1, Count = 1, Value = 3 })]],
        }),
        new("bound-loss", "A device goes away while a thread binds, touches and unbinds a page that it writes.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Keeps,
            Actors = [[Bind(0), Unbind(0), Write(0), Call("unmap")], [Call("lose-device")], [Call("device-write", value: 2)]],
        }),
        new("bound-move", "A thread binds one page of two, and moves, protects and unmaps ranges around it.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Keeps = Keeps,
            Times = 3,
            Actors =
            [
                [Bind(0), Unbind(0), Move(0, 1), Move(1, 0), Call("unmap", count: 2), Call("discard", count: 2), Write(1),
                    Call("protect", count: 2, protection: Access.Read)],
                [Call("device-write", count: 2, value: 2)],
            ],
        }),
        new("bound-file", "A thread tries to bind a range of a file that another cuts and lengthens.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Keeps | Kept.Files,
            Prelude = [Call("unmap"), Call("map", protection: Access.Write, kind: VmaKind.FilePrivate)],
            Actors = [[Bind(0), Write(0)], [Call("truncate", count: 0), Call("truncate")], [Call("migrate-to-device")]],
        }),
        new("bound-evict", "A thread binds a page while the device's file is closed, which drives pages out of its memory.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Keeps,
            Actors = [[Bind(0), Unbind(0), Write(0)], [Call("reopen")]],
        }),
        new("bound-rival", "Another device wants the page that a thread binds.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            Keeps = Keeps,
            Actors = [[Bind(0), Unbind(0), Write(0)], [Call("device-read", device: 1), Call("migrate-to-device", device: 1)]],
        }),
    ];

    private static Invocation Bind(byte page) => Call("bind-range", page);

    private static Invocation Unbind(byte page) => Call("unbind-range", page);

    private static Invocation Write(byte page) => Call("cpu-write", page, value: 1);

    private static Invocation Move(byte from, byte to) =>
        new("move", new Binding { Page = from, Count = 1, To = to });

    private static Invocation Call(
        string operation,
        byte page = 0,
        byte count = 1,
        byte device = 0,
        ushort value = 0,
        Access protection = Access.None,
        VmaKind kind = VmaKind.None) =>
        new(operation, new Binding
        {
            Page = page,
            Count = count,
            Device = device,
            Value = value,
            Protection = protection,
            Kind = kind,
        });
}
