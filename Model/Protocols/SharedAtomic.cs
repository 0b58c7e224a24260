using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Atomic operations of a device, both ways: with the CPU kept out, as Linux merged it, and with the CPU reading, as it was asked
/// for.</summary>
public static class SharedAtomic
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "shared-atomics", "A device does atomic operations on a page while the CPU is kept out of it, or while the CPU may read it.")
    {
        Origin = "Asked for to work around buses without atomic operations, with a flag of the VMA that sends write faults to the device; "
            + "Linux 5.14 merged device-exclusive entries, which keep the CPU out altogether. Here the flag is one of the entry, so that "
            + "whatever replaces the entry ends it.",
        Operations = static driver => [SharedAtomics.Share(driver), SharedAtomics.Exchange()],
        Amend = SharedAtomics.Amend,
        Invariants =
        [
            new("I12", "While a device has a page for itself, no CPU and no other device maps it; while the CPU may read it, no other "
                + "device writes it.",
                AtomicClaims.Isolation),
            new("I13", "No CPU's table allows writing to a page that a device has for atomic operations: a write waits until the device "
                + "was told.",
                AtomicClaims.Revocation),
            new("A5", "Nobody writes a page between the load and the store of a device's atomic operation.",
                StepClaims.Of(ViolationKind.Atomicity)),
        ],
        Witnesses =
        [
            new("SW1", "A thread may read a page on which a device does atomic operations.", "readers", static (in world) =>
                world[default(Place)].IsGuarded && HasAtomic(in world)),
            new("SW2", "A write to such a page waits for the device.", "readers", static (in world) =>
                Witnesses.Flies(in world, static flight => flight is { Fault.Original.IsGuarded: true, Notice.Calling: true })),
            new("SW3", "A device has a page to itself, as in Linux.", "merged", static (in world) =>
                world[default(Place)].Kind == PteKind.Exclusive && HasAtomic(in world)),
            new("SW4", "Another device reads the page meanwhile.", "atomic-rivals", static (in world) =>
                HasAtomic(in world) && Witnesses.Mirrored(in world, static entry => entry.Access == MirrorAccess.Read)
                && !Witnesses.Flies(in world, static flight => flight.Notice.Calling)),
            new("SW5", "A page that fork shared is guarded in both tables.", "atomic-fork", static (in world) =>
                world[default(Place)].IsGuarded && world[new Place(1, 0)].IsGuarded),
        ],
        Mutants = SharedAtomicMutants.All,
        Scopes = SharedAtomicScopes.All,
    };

    private static bool HasAtomic(in World world) => Witnesses.Mirrored(in world, static entry => entry.Access == MirrorAccess.Atomic);
}
