using System.Collections.Immutable;

namespace Hmm.Model.Claims;

/// <summary>What must hold in every reachable world, with a driver that keeps the rules.</summary>
public static class Invariants
{
    /// <summary>All invariants, by id.</summary>
    public static ImmutableArray<Invariant> All { get; } =
    [
        new("I1", "What a device maps, the CPU's table maps to the same frame with at least the same rights, unless a callback is about to "
            + "say otherwise.",
            MirrorClaims.Subset),
        new("I3", "No mirror names a frame that has been freed.", MirrorClaims.NotDangling),
        new("I4", "The sequence number is odd only while an invalidation runs, and only then does a reader wait.", NotifierClaims.Sequence),
        new("I6", "A device frame without references is on the free list, and no entry names it.", FrameClaims.SingleOwner),
        new("I7", "A frame has as many references as entries, page cache and operations in flight hold.", FrameClaims.References),
        new("I8", "A frame has as many mappings as entries that map it.", FrameClaims.Mappings),
        new("I9", "An exclusive page has one entry, and a writable private page is exclusive.", FrameClaims.Exclusivity),
        new("I10", "Every page holds what was last written to it.", DataClaims.Preserved),
        new("I12", "While a device has a page for itself, no CPU and no other device maps it.", MirrorClaims.Isolation),
        new("I17", "No device maps another device's private memory.", MirrorClaims.OwnerHonesty),
        new("I20", "A page that a device has for itself has one entry: fork never copies such an entry.", FrameClaims.ExclusiveOnce),
        new("I23", "Every invalidation that was announced is counted until it ends.", NotifierClaims.Pairing),
        new("I25", "Locks are taken in the declared order.", StepClaims.Of(ViolationKind.LockOrder)),
        new("I28", "A page that moves within its address space will get back the right to write that it had.", MigrationClaims.KeepsRights),
        new("L1", "A page's life goes as its lifecycle permits.", StepClaims.Of(ViolationKind.Page)),
        new("L2", "A device frame's life goes as its lifecycle permits.", StepClaims.Of(ViolationKind.DeviceFrame)),
        new("L3", "A migration entry's life goes as its lifecycle permits.", StepClaims.Of(ViolationKind.MigrationEntry)),
        new("L4", "A subscription's life goes as its lifecycle permits.", StepClaims.Of(ViolationKind.Subscription)),
        new("A1", "No device accesses a frame that has been freed.", StepClaims.Of(ViolationKind.UseAfterFree)),
        new("A2", "Every read returns what was last written.", StepClaims.Of(ViolationKind.Data)),
        new("A3", "Nobody drops a reference or mapping that nobody holds.", StepClaims.Of(ViolationKind.Count)),
        new("A4", "The scope fits the model's capacity.", StepClaims.Of(ViolationKind.Capacity)),
    ];
}
