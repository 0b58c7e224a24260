using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>Device memory that is registered and unregistered while it is in use.</summary>
public static class HotUnplug
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "hot-unplug", "A device's memory comes and goes by a helper that all drivers share, while faults and migrations use it.")
    {
        Origin = "Version 13 of HMM proposed a helper that registers device memory; hmm_devmem was that helper until Linux 5.3 removed it, "
            + "and drm_pagemap takes the idea up again. With the CPU fault of Linux 6.12, faults and eviction can make each other start "
            + "over for ever, so the fault is that of Linux 6.15.",
        Operations = static driver => [Registration.Register(), Registration.Unregister(driver)],
        Amend = static operation => FreeList.Bound(LockedFault.Extension.Amend(operation)),
        Invariants =
        [
            new("I21", "Every page of a device's memory is on its free list, in use, or on its way back to the list: none is lost.",
                RegistrationClaims.NothingLost),
            new("I22", "A device's memory is removed only when none of its pages is in use or on its way to the free list.",
                RegistrationClaims.Drained),
            new("U1", "No page is taken of a device's memory that is not there, comes or goes.",
                StepClaims.Of(ViolationKind.Registration)),
        ],
        Witnesses =
        [
            new("UW1", "A page is mapped of memory that is being unregistered.", "unplug", static (in world) =>
                world.Device(0).Phase == DevicePhase.Draining && Claims.Witnesses.Has(in world, PteKind.Private)),
            new("UW2", "A CPU fault holds a page of memory that is being unregistered.", "unplug", static (in world) =>
                world.Device(0).Phase == DevicePhase.Draining
                && Claims.Witnesses.Flies(in world, static flight => !flight.Fault.Held.IsNone)),
            new("UW3", "The last use of memory that is being unregistered ends under the page-table lock.", "unplug", static (in world) =>
                world.Device(0).Phase == DevicePhase.Draining && Claims.Witnesses.Flies(in world, static flight => flight.Freed != 0)),
            new("UW4", "A migration finds no page to move to.", "unplug", static (in world) =>
                Claims.Witnesses.Flies(in world, static flight => flight.Migration.Select == MigrationSelect.System
                    && !flight.Migration.Source[0].IsNone && flight.Migration.Target[0].IsNone
                    && flight.Migration.Marks[0] == MigrationMarks.SourceWritable)),
            new("UW5", "A page that the CPU addresses is in memory that is being unregistered.", "unplug-coherent", static (in world) =>
                world.Device(0).Phase == DevicePhase.Draining && world[world[new Place(0, 0)].Frame].Kind == FrameKind.Coherent),
        ],
        Mutants = Mutants(),
        Scopes = Scopes(),
    };

    private static ImmutableArray<Mutant> Mutants() =>
    [
        new("free-list-kept", "Unregistering leaves the free pages on the list.", "unplug", AndThen("stop allocation", static d =>
            d.SetDevice(d.At.Device, d.World.Device(d.At.Device) with { Listed = 1 }))) { Rule = "D9", Known = ["M18"] },
        new("freed-page-listed", "A page that is freed while its memory goes is put on the list again.", "unplug",
            AndThen("give the freed pages back", static d => d.SetDevice(0, d.World.Device(0) with { Listed = 1 }))),
        new("freed-page-lost", "The driver's page_free forgets to put the page on its list.", "unplug",
            AndThen("give the freed pages back", static d => d.SetDevice(0, d.World.Device(0) with { Listed = 0 }))),
        new("removed-too-early", "Memory is removed when its last page has no reference but page_free has not returned: the device's "
            + "reference is dropped before page_free instead of after it.", "unplug", DoNotWait("wait for the last page"))
            { Known = ["B3"] },
        new("one-pass", "Unregistering evicts once and does not wait for what stays.", "unplug",
            All(GoOn("wait for a page that nobody has locked"), DoNotWait("wait for a page that nobody has locked"),
                GoOn("look again"), DoNotWait("wait for the last page"))) { Known = ["B4"] },
        new("listed-before-made", "The pages are put on the free list before the memory is there.", "unplug",
            AndThen("reserve a range of addresses", static d => d.SetDevice(0, d.World.Device(0) with { Listed = 1 }))),
        new("page-free-sleeps", "The driver's page_free takes its mutex, under the page-table lock.", "unplug", static step =>
            step.Label.EndsWith("give the freed pages back", StringComparison.Ordinal)
                ? step with { Takes = [new(LockClasses.Driver)] }
                : step),
    ];

    private static ImmutableArray<NamedScope> Scopes() =>
    [
        new("unplug", "Private memory of one page comes and goes while a thread and the device use it.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Devices,
            DeviceLimit = 1,
            Actors = [[Write, Discard], [Write2, ToDevice], [Call("unregister"), Call("register")]],
        }),
        new("unplug-coherent", "Coherent memory of one page comes and goes while a thread and the device use it.", new Scope
        {
            Pages = 1,
            CoherentDevices = 1,
            Keeps = Kept.Devices,
            DeviceLimit = 1,
            Actors = [[Write, Discard], [Write2, ToDevice], [Call("unregister"), Call("register")]],
        }),
        new("unplug-ends", "Memory goes once while two threads and the device do something once: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Devices,
            DeviceLimit = 1,
            Times = 1,
            Actors = [[Write], [Read, Discard], [Write2, ToDevice], [Call("unregister")]],
        }),
    ];

    private static Invocation Read => Call("cpu-read");

    private static Invocation Write => Call("cpu-write", 1);

    private static Invocation Write2 => Call("device-write", 2);

    private static Invocation Discard => Call("discard");

    private static Invocation ToDevice => Call("migrate-to-device");

    private static Invocation Call(string operation, ushort value = 0) => new(operation, new Binding { Count = 1, Value = value });
}
