using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Protocols;

/// <summary>Devices of one group map each other's private memory, for as long as the CPU's table has it there.</summary>
public static class PeerToPeer
{
    private const string Peers = "peers";
    private const string Teardown = "teardown";
    private const string Groups = "groups";
    private const string Family = "family";
    private const Kept Tables = Kept.Dma | Kept.Windows | Kept.Statuses;

    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "peer-to-peer", "Devices of one group map each other's private memory: every user is gone before the window that it goes through.")
    {
        Origin = "Asked for in the discussion of the thirteenth version of heterogeneous memory management. Linux 6.12 brings such a page "
            + "to system memory first; a driver may share it within devices of one owner by means of its own. That the mirror calls the "
            + "peers in one round and the owners in a second one is a design of this model: the order of callbacks alone promises nothing.",
        Drive = static driver => new PeerSharing(driver),
        Operations = static driver => [Evict(driver)],
        Amend = Amend,
        Invariants = PeerClaims.All,
        Witnesses = PeerWitnesses.Of(Peers, Teardown),
        Mutants =
        [
            .. PeerOrder.Wrong.Select(static order => PeerOrder.Mutant(order, Teardown)),
            .. PeerMutants.Of(Peers, Groups, Family),
        ],
        Scopes =
        [
            new(Peers, "Two devices of one group move a page to themselves, and map it where it is with the other.", new Scope
            {
                Pages = 1,
                PrivateDevices = 2,
                Groups = [[0, 1]],
                Keeps = Tables,
                Actors =
                [
                    [Call("cpu-write", 0, 1), Call("migrate-to-device", 0), Call("device-read", 0), Call("evict", 0)],
                    [Call("device-write", 1, 3), Call("migrate-to-device", 1)],
                ],
            }),
            new(Teardown, "A page that a device has mapped in another's memory is unmapped, discarded, written, taken rights away, and "
                + "moved back, while the device maps it anew.", new Scope
            {
                Pages = 1,
                PrivateDevices = 2,
                Groups = [[0, 1]],
                Keeps = Tables,
                Prelude = [Call("cpu-write", 0, 1), Call("migrate-to-device", 0), Call("device-read", 1)],
                Times = 2,
                Actors =
                [
                    [Call("unmap", 0), Call("discard", 0), Call("cpu-write", 0, 2), Call("migrate-to-memory", 0),
                        Call("protect", 0) with { Binding = new() { Count = 1, Protection = Access.Read } }],
                    [Call("device-read", 1), Call("device-write", 1, 3)],
                ],
            }),
            new(Groups, "Three devices, two of them of one group, each want one page: the stranger gets it in system memory.", new Scope
            {
                Pages = 1,
                PrivateDevices = 3,
                Groups = [[0, 1]],
                Keeps = Tables,
                Prelude = [Call("cpu-write", 0, 1), Call("migrate-to-device", 0), Call("device-read", 1)],
                Times = 1,
                Actors = [[Call("device-write", 0, 2), Call("discard", 0)], [Call("device-write", 1, 3)], [Call("device-read", 2)]],
            }),
            new("ranges", "A device reaches one page of a range in another's memory and finds the next in system memory, while both move.",
                new Scope
            {
                Pages = 2,
                PrivateDevices = 2,
                Groups = [[0, 1]],
                Keeps = Tables,
                Prelude = [Call("cpu-write", 0, 1), Call("migrate-to-device", 0), Both("device-read", 1)],
                Times = 1,
                Actors = [[Both("discard", 0), Call("cpu-write", 0, 2)], [Both("migrate-to-device", 0)], [Both("device-write", 1)]],
            }),
            new(Family, "A page of device memory that fork shared is reached in both processes, and goes in each of them.", new Scope
            {
                Pages = 1,
                PrivateDevices = 2,
                Spaces = 2,
                Groups = [[0, 1]],
                Keeps = Tables,
                Prelude = [Call("cpu-write", 0, 1), Call("migrate-to-device", 0), new("fork", new() { To = 1 }),
                    Call("device-read", 1), Childs("device-read", 1)],
                Times = 1,
                Actors = [[Call("discard", 0), Call("device-write", 1, 2)], [Childs("unmap", 0), Childs("cpu-write", 0)],
                    [Call("device-read", 1)]],
            }),
        ],
    };

    /// <summary>With the fault of Linux 6.15: in that of 6.12, two that bring a page back on behalf of others can starve each
    /// other.</summary>
    private static Operation Amend(Operation operation) => LockedFault.Extension.Amend(
        operation.Name is "device-read" or "device-write" ? operation.Insert("check whether to retry", PeerMap.Open()) : operation)
            .Amend("read the entry", PeerMap.Reporting)
            .Amend("count the invalidation", static step => step.And(PeerTeardown.MarkRange))
            .Insert("count the invalidation", PeerTeardown.Peers())
            .Amend("find the next subscriber", static step => step with
            {
                Jumps = [.. step.Jumps.Select(static jump => jump with { Label = "owners are gone" })],
            })
            .Insert("pass it", Mark("owners are gone"))
            .Amend("clear the entries", PeerTeardown.Keeping)
            .Insert("clear the entries", PeerTeardown.GiveBack());

    private static Operation Evict(Driver driver) => new("evict", Role.Device,
    [
        Note("take the device", static d => d.Me.Index = d.At.Device),
        .. Operations.Evict.Steps(driver),
    ])
    {
        Rule = "A device moves every page of its memory back to system memory, whosever it is.",
    };

    private static Invocation Both(string operation, int device) =>
        new(operation, new Binding { Device = (byte)device, Count = 2, Value = 4 });

    private static Invocation Childs(string operation, int device) =>
        new(operation, new Binding { Space = 1, Device = (byte)device, Count = 1, Value = 5 });

    private static Invocation Call(string operation, int device, ushort value = 0) =>
        new(operation, new Binding { Device = (byte)device, Count = 1, Value = value });
}
