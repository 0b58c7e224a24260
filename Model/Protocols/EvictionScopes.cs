using System.Collections.Immutable;

namespace Hmm.Model.Protocols;

/// <summary>The scopes in which memory that is full is explored.</summary>
internal static class EvictionScopes
{
    private const Kept Both = Kept.Devices | Kept.Swap;

    public static ImmutableArray<NamedScope> All { get; } =
    [
        new("swap", "A page goes to swap space while a thread and a device use it.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Both,
            DeviceLimit = 1,
            Actors = [[Write(0)], [DeviceWrite(0)], [Call("reclaim", 0, 1)]],
        }),
        new("swap-fork", "A page goes to swap space while a process writes it, discards it and forks, and its child writes it.", new Scope
        {
            Pages = 1,
            Spaces = 2,
            Keeps = Both,
            Actors =
            [
                [Write(0), Discard, new("fork", new() { To = 1 })],
                [new("cpu-write", new() { Space = 1, Count = 1, Value = 2 })],
                [Call("reclaim", 0, 1)],
            ],
        }),
        new("full", "A page of device memory and a page of system memory are all there is for two pages.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Keeps = Both,
            DeviceLimit = 1,
            SystemLimit = 1,
            Actors = [[Write(0), Write(1)], [ToDevice(0, 1), ToDevice(1, 1)]],
        }),
        new("full-ends", "A thread and a device share too little memory, and the device is emptied: every fair run must end.", new Scope
        {
            Pages = 2,
            PrivateDevices = 1,
            Keeps = Both,
            DeviceLimit = 1,
            SystemLimit = 1,
            Times = 2,
            Actors = [[Write(0), Write(1)], [ToDevice(0, 2)], [Call("evict", 0, 0)]],
        }),
        new("busy-device", "A device writes a page and moves it to itself while a thread writes it, twice each: every fair run must end.",
            new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Both,
            DeviceLimit = 1,
            Times = 2,
            Actors = [[Write(0)], [DeviceWrite(0), ToDevice(0, 1)], [Call("reclaim", 0, 1)]],
        }),
        new("contenders", "Two devices want the same page, and a thread too: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 2,
            Keeps = Both,
            DeviceLimit = 1,
            Times = 1,
            Actors = [[Write(0)], [ToDevice(0, 1)], [ToDevice(0, 1, 1), DeviceWrite(1)]],
        }),
    ];

    private static Invocation Discard => Call("discard", 0, 1);

    private static Invocation Write(byte page) => Call("cpu-write", page, 1, value: 1);

    private static Invocation DeviceWrite(byte device) => Call("device-write", 0, 1, device, (ushort)(device + 2));

    private static Invocation ToDevice(byte page, byte count, byte device = 0) => Call("migrate-to-device", page, count, device);

    private static Invocation Call(string operation, byte page, byte count, byte device = 0, ushort value = 0) =>
        new(operation, new() { Page = page, Count = count, Device = device, Value = value });
}
