using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Protocols;

/// <summary>The scopes in which Linux's protocol is explored: small enough to be complete, chosen so that every operation meets every
/// other.</summary>
public static class Scopes
{
    /// <summary>The value that threads write, as against the devices'.</summary>
    private const ushort ThreadValue = 1;

    /// <summary>Every scope, the ones of the default check first.</summary>
    public static ImmutableArray<NamedScope> All { get; } =
    [
        new("page", "A thread and a device with private memory do everything that can be done to one page.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [Thread(0, 0), Device(0, 0)],
        }),
        new("writers", "Two threads and a device write and read one page while it moves to the device and back.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[Write(0, 0)], [Read(0, 0)], [.. DeviceWrites(0, 0), ToDevice(0, 0)]],
        }),
        new("coherent", "A thread and a device with coherent memory do everything that can be done to one page.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Actors = [Thread(0, 0), Device(0, 0)],
        }),
        new("pages", "A thread and a device work on ranges of two pages.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Actors = [[Write(0, 0), Write(0, 1), Call("discard", 0, 0, 2)],
                [Range("device-write", 0, 2), Range("migrate-to-device", 0, 2)]],
        }),
        new("atomics", "A thread writes and discards pages that a device writes and takes for itself.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Actors = [[Write(0, 0), Write(0, 1), Call("discard", 0, 0, 2)], [Range("device-write", 0, 2), Range("exclusive", 0, 2)]],
        }),
        new("fork", "A parent, its child and a device write one page that fork makes copy-on-write.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Spaces = 2,
            Actors = [[Write(0, 0), new("fork", new Binding { To = 1 })],
                [Read(1, 0), Write(1, 0)], [Call("device-write", 0, 0, 1, value: 2), ToDevice(0, 0)]],
        }),
        new("files", "Two open files of one device, of one process, have one page moved and read.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            SharesOwner = true,
            Actors = [[Write(0, 0)], [Call("device-read", 0, 0, 1), ToDevice(0, 0)], [Call("device-read", 1, 0, 1)]],
        }),
        new("rights", "A thread takes and gives the right to write while the page is in a device's memory.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[.. Thread(0, 0).Where(static call => call.Operation is "protect" or "cpu-read")],
                [ToDevice(0, 0), Call("device-write", 0, 0, 1, value: 2)]],
        }),
        new("turns", "A thread and a device each do two things to a page: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Times = 2,
            Actors = [[Write(0, 0), Read(0, 0), Call("discard", 0, 0, 1)], [.. DeviceWrites(0, 0), ToDevice(0, 0)]],
        }),
        new("faulters", "Two threads touch a page that a device moves to itself, once each: in Linux 6.12 they can starve each other.",
            new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Times = 1,
            Actors = [[Write(0, 0)], [Read(0, 0), Call("discard", 0, 0, 1)],
                [.. DeviceWrites(0, 0), ToDevice(0, 0), Call("exclusive", 0, 0, 1)]],
        }),
        new("rivals", "Two devices each want a page, and a thread takes it back: they can starve each other.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            Times = 1,
            Actors = [[Write(0, 0)], [Call("device-write", 0, 0, 1, value: 2), ToDevice(0, 0)],
                [Call("device-write", 1, 0, 1, value: 3), ToDevice(1, 0)]],
        }),
        new("devices", "Two devices move and write one page that a thread writes too.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            Actors = [[Write(0, 0)], [Call("device-read", 0, 0, 1), ToDevice(0, 0)],
                [Call("device-write", 1, 0, 1, value: 3), ToDevice(1, 0)]],
        }),
        new("child", "A parent forks while a device works in its child, which ends again.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Spaces = 2,
            Actors = [[Write(0, 0), new("fork", new Binding { To = 1 })],
                [ToDevice(0, 0), In(1, Call("device-write", 0, 0, 1, value: 2)), Write(1, 0), new("exit", new Binding { Space = 1 })]],
        }),
        new("seizing", "A parent forks while a device has its page for itself.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Spaces = 2,
            Actors = [[Write(0, 0), new("fork", new Binding { To = 1 })], [Call("exclusive", 0, 0, 1)], [Read(1, 0)]],
        }),
        new("seizers", "A device takes a page for itself while another of its operations faults it.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[Write(0, 0)], [Call("exclusive", 0, 0, 1)], [Call("device-write", 0, 0, 1, value: 2)]],
        }),
        new("moving", "A thread moves a page to another address while a device writes both.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Actors = [[Write(0, 0), new("move", new Binding { Count = 1, To = 1 }),
                Call("map", 0, 0, 1, protection: Access.Write, kind: VmaKind.AnonymousPrivate)],
                [Call("device-write", 0, 0, 1, value: 2)]],
        }),
        new("cache", "A file that a device writes becomes shorter and longer.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Files,
            Prelude = [Call("unmap", 0, 0, 1), Call("map", 0, 0, 1, protection: Access.Write, kind: VmaKind.FileShared)],
            Actors = [[Write(0, 0), Call("truncate", 0, 0, 0), Call("truncate", 0, 0, 1)],
                [Call("device-write", 0, 0, 1, value: 2), Call("device-read", 0, 0, 1)]],
        }),
        new("closing", "A process closes and opens a device file while its page moves and its rights change.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[Write(0, 0), Call("protect", 0, 0, 1, protection: Access.Read), Call("protect", 0, 0, 1, protection: Access.Write)],
                [Call("reopen", 0, 0, 0), ToDevice(0, 0)]],
        }),
        new("alone", "A thread writes and discards a page, and nobody else is there.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Actors = [[Write(0, 0), Call("discard", 0, 0, 1)]],
        }),
    ];

    /// <summary>The names of the scopes that are explored when none is named.</summary>
    public static ImmutableArray<string> Default { get; } = ["page", "writers", "turns"];

    /// <summary>Everything that a thread may do to a page.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="page">The page.</param>
    /// <returns>The menu.</returns>
    public static ImmutableArray<Invocation> Thread(int space, int page) =>
    [
        Read(space, page),
        Write(space, page),
        In(space, Call("discard", 0, page, 1)),
        In(space, Call("protect", 0, page, 1, protection: Access.Read)),
        In(space, Call("protect", 0, page, 1, protection: Access.Write)),
        In(space, Call("unmap", 0, page, 1)),
        In(space, Call("map", 0, page, 1, protection: Access.Write, kind: VmaKind.AnonymousPrivate)),
    ];

    /// <summary>Everything that a device may do to a page.</summary>
    /// <param name="device">The device.</param>
    /// <param name="page">The page.</param>
    /// <returns>The menu.</returns>
    public static ImmutableArray<Invocation> Device(int device, int page) =>
    [
        .. DeviceWrites(device, page),
        Call("device-read", device, page, 1),
        ToDevice(device, page),
        Call("exclusive", device, page, 1),
    ];

    private static ImmutableArray<Invocation> DeviceWrites(int device, int page) =>
        [Call("device-write", device, page, 1, value: (ushort)(ThreadValue + 1 + device)), Call("migrate-to-memory", device, page, 1)];

    private static Invocation Read(int space, int page) => In(space, Call("cpu-read", 0, page, 1));

    private static Invocation Write(int space, int page) => In(space, Call("cpu-write", 0, page, 1, value: ThreadValue));

    private static Invocation ToDevice(int device, int page) => Call("migrate-to-device", device, page, 1);

    private static Invocation Range(string operation, int page, int count) => Call(operation, 0, page, count, value: 2);

    private static Invocation In(int space, Invocation invocation) =>
        invocation with { Binding = invocation.Binding with { Space = (byte)space } };

    private static Invocation Call(
        string operation,
        int device,
        int page,
        int count,
        ushort value = 0,
        Access protection = Access.None,
        VmaKind kind = VmaKind.None) =>
        new(operation, new Binding
        {
            Device = (byte)device,
            Page = (byte)page,
            Count = (byte)count,
            Value = value,
            Protection = protection,
            Kind = kind,
        });
}
