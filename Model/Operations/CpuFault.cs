using System.Collections.Immutable;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A page fault on one page (mm/memory.c:handle_mm_fault), with mmap_lock held for reading and the VMA's rights checked.</summary>
/// <remarks>The entry is sampled without the page-table lock; every change made later looks again under that lock and gives up silently
/// when the entry is another one by then, so that the access simply faults anew.</remarks>
public static class CpuFault
{
    /// <summary>The signal, negated, for an access without rights.</summary>
    public const int SegmentationFault = -11;

    /// <summary>The signal, negated, for an access beyond the end of a file or to a page that is bound to a device.</summary>
    public const int BusError = -7;

    /// <summary>Handles the fault that <see cref="Flight.Fault"/> describes;
    /// goes to the label <c>fault failed</c> of the enclosing group where it raises SIGBUS.</summary>
    /// <param name="driver">The driver, which is asked to bring device-private pages back.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Handle(Driver driver) => Group.Of("fault",
    [
        Do("sample the entry", static d => d.Me.Fault.Original = Clearing.Visible(d, Place(d)))
            .From("mm/memory.c:handle_pte_fault")
            .If(static d => IsEmpty(d) && Vma(d).IsAnonymous && d.Me.Fault.Access == Access.Read, "map the page of zeros")
            .If(static d => IsEmpty(d) && Vma(d).IsAnonymous, "map a zeroed page")
            .If(static d => IsEmpty(d) && d.Me.Fault.Access == Access.Read, "map the cached pages around")
            .If(static d => IsEmpty(d), "find the page in the cache")
            .If(static d => d.Me.Fault.Original.Kind == PteKind.Migration, "wait for the migration")
            .If(static d => d.Me.Fault.Original.Kind == PteKind.Private, "hold the device page")
            .If(static d => d.Me.Fault.Original.Kind == PteKind.Exclusive, "hold the exclusive page")
            .If(static d => d.Me.Fault.Access == Access.Write && !d.Me.Fault.Original.IsWritable, "make the entry writable")
            .Then("handled"),
        .. AnonymousFault.Steps(),
        .. CacheFault.Steps(),
        Await("wait for the migration", static d => !IsUnchanged(d) || d[d.Me.Fault.Original.Frame].Locker == 0, static _ => { })
            .From("mm/migrate.c:migration_entry_wait")
            .Because("The waiter takes no reference, or it would make the migration that it waits for fail.")
            .Then("handled"),
        .. PrivateFault.Steps(driver),
        .. ExclusiveFault.Steps(driver),
        .. WriteFault.Steps(driver),
        Mark("handled"),
    ]);

    /// <summary>The page that is faulted.</summary>
    /// <param name="d">The draft.</param>
    /// <returns>Its place.</returns>
    internal static Place Place(Draft d) => new(d.At.Space, d.Me.Fault.Page);

    /// <summary>What the VMAs say of it.</summary>
    /// <param name="d">The draft.</param>
    /// <returns>The attributes.</returns>
    internal static Vma Vma(Draft d) => d.World.Vma(Place(d));

    /// <summary>Whether the entry is still the one that was sampled.</summary>
    /// <param name="d">The draft.</param>
    /// <returns>True when it is.</returns>
    internal static bool IsUnchanged(Draft d) => d[Place(d)] == d.Me.Fault.Original;

    /// <summary>Lets go of the frame that the fault holds.</summary>
    /// <param name="d">The draft.</param>
    internal static void PutHeld(Draft d)
    {
        if (!d.Me.Fault.Held.IsNone)
        {
            d.Put(d.Me.Fault.Held);
            d.Me.Fault.Held = Frame.None;
        }
    }

    private static bool IsEmpty(Draft d) => d.Me.Fault.Original.Kind == PteKind.None;
}
