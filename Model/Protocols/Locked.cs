using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Ranges that a device has to itself: the CPU's access raises SIGBUS, and nothing moves the pages.</summary>
public static class Locked
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "locked", "A range is bound to a device: as long as it is, the CPU's access raises SIGBUS and no page of it moves.")
    {
        Origin = "Asked for with the first proposals of heterogeneous memory management, as a system call of its own, because madvise may "
            + "be ignored and mbind speaks of nodes; no kernel has it.",
        Operations = static driver => [BindRange.Operation(driver), BindRange.Unbind(driver), LoseDevice.Operation(driver)],
        Amend = BoundRange.Amend,
        Invariants =
        [
            new("I15", "A range is bound exactly as long as every entry of it is locked and names the device's memory.",
                BindingClaims.Locked),
            new("B1", "A bound page is in one table only, and exclusive there: no other process reaches it.", BindingClaims.Alone),
            new("B2", "What is recorded as bound is mapped and marked so: nothing outlives its range.", BindingClaims.Recorded),
            new("B3", "What was bound is lost only with a device that was torn out, and leaves nothing behind.", BindingClaims.Lost),
        ],
        Witnesses =
        [
            new("BW1", "A page is bound.", "bound", static (in world) => Witnesses.Has(in world, PteKind.Locked)),
            new("BW2", "A thread touches a bound page and gets SIGBUS.", "bound", static (in world) =>
                Witnesses.Flies(in world, static flight => flight.Fault.Original.Kind == PteKind.Locked)),
            new("BW3", "A device writes a bound page.", "bound", static (in world) => Witnesses.Has(in world, PteKind.Locked)
                && Witnesses.Mirrored(in world, static entry => entry.Access == MirrorAccess.Write)),
            new("BW4", "A thread waits while a range is being bound.", "bound-turns", static (in world) =>
                world.Bound(default).Phase == BindingPhase.Binding && Faults(in world)),
            new("BW5", "A migration of a bound range is refused.", "bound", static (in world) =>
                Witnesses.Flies(in world, static flight => flight.Status == Exclusive.Busy) && world.Vma(default).IsBound),
            new("BW6", "A process has a bound range that its child lacks.", "bound-fork", static (in world) =>
                world.Vma(default).IsBound && world.Space(1).IsAlive && !world.Vma(new(1, 0)).IsMapped),
            new("BW7", "A bound page is lost with its device.", "bound-loss", static (in world) =>
                world.Bound(default).Phase == BindingPhase.Lost),
            new("BW8", "A bound page comes back from a device that is unplugged.", "bound-loss", static (in world) =>
                world.Device(0).Phase == DevicePhase.Draining && world[default(Place)].Kind == PteKind.Present),
            new("BW9", "One page of a VMA is bound and the next is not.", "bound-move", static (in world) =>
                world.Vma(default).IsBound && world.Vma(new(0, 1)) is { IsMapped: true, IsBound: false }),
            new("BW10", "A file's range is not bound, even while the file is cut.", "bound-file", static (in world) =>
                Witnesses.Flies(in world, static flight => flight.Status == MigrateToDevice.Invalid) && world.Length(1) == 0),
        ],
        Mutants = LockedMutants.All,
        Scopes = LockedScopes.All,
    };

    /// <summary>Whether a thread has taken a fault and does not hold mmap_lock yet.</summary>
    private static bool Faults(in World world) => world.Flights[1].Position != 0 && world.Flights[1].Fault.Access == Access.None;
}
