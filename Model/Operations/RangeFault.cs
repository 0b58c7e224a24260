using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>What a page table says of a range, with faults where asked for (mm/hmm.c:hmm_range_fault).
/// mmap_lock is held for reading.</summary>
/// <remarks>Entries are read one by one without the page-table lock. Goes to the label <c>busy</c> of the enclosing group when the sequence
/// number has changed, and to <c>range failed</c> with the errno in <see cref="Flight.Status"/>.</remarks>
public static class RangeFault
{
    /// <summary>-EFAULT.</summary>
    public const short BadAddress = -14;

    /// <summary>-EPERM.</summary>
    public const short NotPermitted = -1;

    private const short WantsFault = 1;
    private const short WantsWait = 2;

    /// <summary>Walks <see cref="Flight.Range"/>.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Steps(Driver driver) => Group.Of("range",
    [
        Note("start with the first page", static d => d.Me.Range.Cursor = d.Me.Range.Start),
        Do("look at the sequence number", static _ => { })
            .From("mm/hmm.c:hmm_range_fault")
            .If(Sequence.IsStale, "busy"),
        Do("read the entry", Read)
            .From("mm/hmm.c:hmm_vma_handle_pte")
            .If(static d => d.Me.Status < 0, "range failed")
            .If(static d => d.Me.Status == WantsFault, "fault the rest")
            .If(static d => d.Me.Status == WantsWait, "wait for the migration")
            .If(static d => d.Me.Range.Cursor < d.Me.Range.End, "read the entry")
            .Then("walked"),
        Await(
            "wait for the migration",
            static d => d[Place(d)].Kind != PteKind.Migration || d[d[Place(d)].Frame].Locker == 0,
            static _ => { })
            .From("mm/migrate.c:migration_entry_wait")
            .Then("look at the sequence number"),
        Note("fault the rest", BeginFaults)
            .From("mm/hmm.c:hmm_vma_fault")
            .Because("Everything from the missing page to the end of the range within its VMA is faulted, whether it is missing or not.")
            .If(static d => d.Me.Status < 0, "range failed"),
        .. CpuFault.Handle(driver),
        Note("pass the faulted page", static d => d.Me.Fault.Page++)
            .If(static d => d.Me.Fault.Page < d.Me.Range.FaultEnd, "fault: sample the entry"),
        Note("walk again", static d =>
        {
            d.Me.Fault = default;
            d.Me.Range.FaultEnd = 0;
        }).Then("look at the sequence number"),
        Note("fault failed", static d =>
        {
            d.Me.Fault = default;
            d.Me.Status = BadAddress;
        }).Then("range failed"),
        Mark("walked"),
    ]);

    /// <summary>What a driver does with a range that changed meanwhile, is changing, or cannot be had.</summary>
    /// <returns>The steps; they go on at "begin to read the page table", and after the last of them.</returns>
    internal static ImmutableArray<Step> StartOver() =>
    [
        Do("retry", static d =>
        {
            d.Me.Marks |= FlightMarks.Retrying;
            d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space);
            d.Me.Range.Restart();
        })
            .Then("begin to read the page table") with { Releases = [new(LockClasses.Driver)], Mover = Mover.Left },
        Do("busy", static d =>
        {
            d.Me.Marks |= FlightMarks.Retrying;
            d.Release(LockClasses.Mmap.First + d.At.Space);
            d.Me.Range.Restart();
        })
            .Then("begin to read the page table") with { Releases = [new(LockClasses.Mmap, LockMode.Read)], Mover = Mover.Left },
        Do("range failed", static d => d.Release(LockClasses.Mmap.First + d.At.Space)) with
        {
            Releases = [new(LockClasses.Mmap, LockMode.Read)],
            Mover = Mover.Left,
        },
    ];

    private static Place Place(Draft d) => new(d.At.Space, d.Me.Range.Cursor);

    private static void Read(Draft d)
    {
        d.Me.Status = 0;
        var place = Place(d);
        var vma = d.World.Vma(place);
        var request = (d.Me.Marks & FlightMarks.RequestFault) != 0;
        ref var result = ref d.Me.Range.Results[place.Page];
        if (!vma.IsMapped || vma.Protection == Access.None)
        {
            d.Me.Status = request ? BadAddress : (short)0;
            result = RangeResults.Error;
        }
        else
        {
            result = Report(d, Clearing.Visible(d, place), out var status);
            d.Me.Status = request ? status : (short)0;
        }

        if (d.Me.Status == 0)
        {
            d.Me.Range.Cursor++;
        }
    }

    private static ushort Report(Draft d, Pte entry, out short status)
    {
        var tooWeak = (d.Me.Marks & FlightMarks.RequestWrite) != 0 && !entry.IsWritable;
        switch (entry.Kind)
        {
            // What the caller's own device holds is reported as it is, even when write access was asked for and is missing.
            case PteKind.Private when IsOwn(d, entry):
                status = 0;
                return RangeResults.Of(entry.Frame, entry.IsWritable);
            case PteKind.Locked:
                status = IsOwn(d, entry) ? (short)0 : WantsFault;
                return IsOwn(d, entry) ? RangeResults.Of(entry.Frame, entry.IsWritable) : RangeResults.Error;
            case PteKind.Present when entry.Access != Access.None:
                status = tooWeak ? WantsFault : (short)0;
                return RangeResults.Of(entry.Frame, entry.IsWritable);
            case PteKind.Zero:
                status = tooWeak ? WantsFault : (short)0;
                return RangeResults.Valid | RangeResults.ZeroPage;
            case PteKind.Migration:
                status = WantsWait;
                return 0;
            default:
                status = WantsFault;
                return 0;
        }
    }

    private static bool IsOwn(Draft d, Pte entry) => d[entry.Frame].Device == d.World.Owner(d.At.Device);

    private static void BeginFaults(Draft d)
    {
        var place = Place(d);
        var vma = d.World.Vma(place);
        var write = (d.Me.Marks & FlightMarks.RequestWrite) != 0;
        d.Me.Status = write && vma.Protection != Access.Write ? NotPermitted : (short)0;
        var (_, end) = AddressSpace.Extent(in d.World, place);
        d.Me.Range.FaultEnd = (byte)Math.Min(end, d.Me.Range.End);
        d.Me.Fault = new() { Page = place.Page, Access = write ? Access.Write : Access.Read };
    }
}
