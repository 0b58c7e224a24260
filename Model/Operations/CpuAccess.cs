using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Loads and stores of a thread, with the faults that they take.</summary>
public static class CpuAccess
{
    private const short Performed = 1;

    /// <summary>A load from one page.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Read(Driver driver) => new("cpu-read", Role.Thread, Steps(driver, "read the page", Access.Read, Load))
    {
        Rule = "A thread reads a page; what it reads is what was last written.",
    };

    /// <summary>A store to one page.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Write(Driver driver) => new("cpu-write", Role.Thread, Steps(driver, "write the page", Access.Write, Store))
    {
        Rule = "A thread writes a page.",
    };

    private static ImmutableArray<Step> Steps(Driver driver, string label, Access access, Act act) =>
    [
        Do(label, act).If(static d => d.Me.Status == Performed, Group.Done),
        Take(LockClasses.Mmap, LockMode.Read).From("arch/x86/mm/fault.c:do_user_addr_fault"),
        Note("look up the VMA", d => d.Me.Fault = new() { Page = d.At.Page, Access = access })
            .If(d => d.World.Vma(d.At.Place) is var vma && (!vma.IsMapped || vma.Protection < access), "refuse"),
        .. CpuFault.Handle(driver),
        Note("fault handled", static d => d.Me.Fault = default),
        Release(LockClasses.Mmap, LockMode.Read).Then(label),
        Note("fault failed", static d => d.Return(CpuFault.BusError)).Then("leave"),
        Note("refuse", static d => d.Return(CpuFault.SegmentationFault)),
        Do("leave", static d => d.Release(LockClasses.Mmap.First + d.At.Space)) with
        {
            Releases = [new(LockClasses.Mmap, LockMode.Read)],
            Mover = Mover.Left,
        },
    ];

    private static void Load(Draft d)
    {
        var entry = Clearing.Visible(d, d.At.Place);
        d.Me.Status = entry.Kind is PteKind.Present or PteKind.Zero && entry.Access != Access.None ? Performed : (short)0;
        if (d.Me.Status == Performed)
        {
            d.ReturnValue(0, d[entry.Frame].Content);
            Ghost.Check(d, d.At.Place, d[entry.Frame].Content);
        }
    }

    private static void Store(Draft d)
    {
        var entry = Clearing.Visible(d, d.At.Place);
        d.Me.Status = entry is { Kind: PteKind.Present, IsWritable: true } ? Performed : (short)0;
        if (d.Me.Status == Performed)
        {
            d[entry.Frame] = d[entry.Frame] with { Content = d.At.Value };
            Ghost.Wrote(d, d.At.Place, d.At.Value);
        }
    }
}
