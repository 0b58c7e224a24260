using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Coherent device memory for any page, with long-term pins, accounting and allocation by the device's own fault.</summary>
public static class CoherentAny
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "coherent-any", "Any page, anonymous, shared or of a file, may be in device memory that the CPU addresses; long-term pins move it "
            + "away.")
    {
        Origin = "The proposal of cache coherent device memory asked for it and wished for allocation by a device's fault; Linux 6.0 "
            + "merged coherent memory for anonymous pages alone, without that.",
        Operations = static driver => [LongTermPin.Pin(driver), LongTermPin.Unpin()],
        Amend = CoherentMemory.Amend,
        Invariants =
        [
            new("I18", "No page of device memory is pinned for as long as somebody likes.", CoherentClaims.NoForeignPin),
            new("C1", "Every page that a process or a file has is charged wherever it lies, and while it moves once.",
                CoherentClaims.Charged),
            new("C2", "An anonymous page that is pinned and mapped is its process's alone.", CoherentClaims.PinnedAlone),
            new("C3", "The page cache names a frame exactly if it owns it, and each once.", CoherentClaims.Cached),
        ],
        Witnesses =
        [
            new("CW1", "A page of a file is in device memory, and a thread may write it there.", "any-file", static (in world) =>
                OnDevice(in world, default, isAnonymous: false) && world[default(Place)].IsWritable),
            new("CW2", "An anonymous page is in device memory, and a thread may write it there.", "any-anonymous", static (in world) =>
                OnDevice(in world, default, isAnonymous: true) && world[default(Place)].IsWritable),
            new("CW3", "A shared page without a file is in device memory.", "any-shared", static (in world) =>
                OnDevice(in world, default, isAnonymous: false) && world.Vma(default).Kind == VmaKind.AnonymousShared),
            new("CW4", "A copy in system memory is of a file's page that is in device memory.", "any-private", static (in world) =>
                world[default(Place)] is { Kind: PteKind.Present, IsWritable: true } entry && world[entry.Frame].Kind == FrameKind.System
                && world[world.Cached(1, 0)].Kind == FrameKind.Coherent),
            new("CW5", "A device's fault allocates in its own memory.", "any-fault", static (in world) =>
                OnDevice(in world, default, isAnonymous: true)),
            new("CW6", "A page moves out of device memory to be pinned.", "any-pin", static (in world) =>
                Witnesses.Flies(in world, static flight => flight.Migration is { Whole: true, Collected: 1 })),
            new("CW7", "A page in device memory is not pinned, because somebody else uses it.", "any-pins", static (in world) =>
                Witnesses.Flies(in world, static flight => flight.Status == Exclusive.Busy)),
            new("CW8", "A pinned page stays in system memory although its device wants it.", "any-pin", static (in world) =>
                world[default(Place)] is { Kind: PteKind.Migration } entry && LongTermPin.IsPinned(in world, entry.Frame)),
            new("CW9", "A child has a copy of a pinned page from the start.", "any-fork", static (in world) =>
                world[default(Place)] is { Kind: PteKind.Present } entry && LongTermPin.IsPinned(in world, entry.Frame)
                && world[new Place(1, 0)] is { Kind: PteKind.Present, IsWritable: true }),
        ],
        Mutants = CoherentMutants.All,
        Scopes = CoherentScopes.All,
    };

    private static bool OnDevice(in World world, Place place, bool isAnonymous) => world[place] is { Kind: PteKind.Present } entry
        && world[entry.Frame].Kind == FrameKind.Coherent && world[entry.Frame].IsAnonymous == isAnonymous;
}
