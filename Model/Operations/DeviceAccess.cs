using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Reads and writes of a device through its mirror, and the fault loop that fills the mirror (Documentation/mm/hmm.rst;
/// lib/test_hmm.c: dmirror_read, dmirror_write, dmirror_fault).</summary>
public static class DeviceAccess
{
    /// <summary>-ENOENT.</summary>
    public const int NoEntry = -2;

    /// <summary>A device reads a range.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Read(Driver driver) =>
        new("device-read", Role.Device, Steps(driver, FlightMarks.RequestFault, "copy a page out", Load))
        {
            Rule = "A device reads a range through its mirror, faulting what is missing.",
        };

    /// <summary>A device writes a range.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Write(Driver driver) =>
        new("device-write", Role.Device, Steps(driver, FlightMarks.RequestFault | FlightMarks.RequestWrite, "copy a page in", Store))
        {
            Rule = "A device writes a range through its mirror; what it wrote before an error stays written.",
        };

    /// <summary>Copies what the mirror maps of the operation's range to the caller,
    /// as migration and exclusive access do at their end.</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> ReadBack() => Group.Of("read back",
    [
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Take(LockClasses.Driver),
        Do("copy a page out", Load)
            .From("lib/test_hmm.c:dmirror_do_read")
            .If(static d => d.Me.Status != 0, "not there")
            .If(static d => d.Me.Cursor < d.At.End, "copy a page out"),
        Note("count the pages", static d => d.ReturnPages(d.At.Count)).Then("finish"),
        Note("not there", static d => d.Return(NoEntry)),
        Do("finish", static d => d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space))
            with { Releases = [new(LockClasses.Driver)], Mover = Mover.Left },
    ]);

    private static ImmutableArray<Step> Steps(Driver driver, FlightMarks request, string label, Act act) =>
    [
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Mark("access"),
        Take(LockClasses.Driver),
        Do(label, act)
            .From("lib/test_hmm.c:dmirror_do_read")
            .If(static d => d.Me.Status != 0, "page missing")
            .If(static d => d.Me.Cursor < d.At.End, label),
        Do("finish", static d =>
        {
            d.ReturnPages(d.At.Count);
            d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space);
        }).Then(Group.Done) with { Releases = [new(LockClasses.Driver)], Mover = Mover.Left },
        Do("page missing", d =>
        {
            d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space);
            d.Me.Status = 0;
            d.Me.Marks |= request;
            d.Me.Range.Start = d.Me.Cursor;
            d.Me.Range.End = d.At.End;
        })
            .Because("The whole rest of the range is faulted at once.") with { Releases = [new(LockClasses.Driver)], Mover = Mover.Left },
        .. Sequence.BeginSteps("give up"),
        Take(LockClasses.Mmap, LockMode.Read),
        .. RangeFault.Steps(driver),
        Release(LockClasses.Mmap, LockMode.Read),
        Take(LockClasses.Driver) with { Label = "take driver_mutex to map" },
        Note("check whether to retry", static _ => { })
            .From("include/linux/mmu_notifier.h:mmu_interval_read_retry")
            .If(Sequence.IsStale, "retry"),
        Do("map for the device", MapResults)
            .From("lib/test_hmm.c:dmirror_do_fault"),
        Do("release driver_mutex after mapping", static d =>
        {
            d.Release(LockClasses.Driver.First + (d.At.Device * Capacity.Spaces) + d.At.Space);
            d.Me.Range = default;
            d.Me.Marks &= ~FlightMarks.Retrying;
            d.CountFault();
        })
            .If(static d => d.Me.Status == 0, "access")
            .Then("give up") with { Releases = [new(LockClasses.Driver)], Mover = Mover.Left },
        .. RangeFault.StartOver(),
        Note("give up", static d => d.Return(d.Me.Status)),
    ];

    private static void Load(Draft d)
    {
        var entry = d.World.Mirror(d.At.Device, new(d.At.Space, d.Me.Cursor));
        d.Me.Status = entry.Access == MirrorAccess.None ? (short)NoEntry : (short)0;
        if (d.Me.Status == 0)
        {
            Use(d, entry);
            d.ReturnValue(d.Me.Cursor - d.At.Page, d[entry.Frame].Content);
            Ghost.Check(d, new(d.At.Space, d.Me.Cursor), d[entry.Frame].Content);
            d.Me.Cursor++;
        }
    }

    private static void Store(Draft d)
    {
        var entry = d.World.Mirror(d.At.Device, new(d.At.Space, d.Me.Cursor));
        d.Me.Status = entry.Access != MirrorAccess.Write ? (short)NoEntry : (short)0;
        if (d.Me.Status == 0)
        {
            Use(d, entry);
            var value = (ushort)(d.At.Value + d.Me.Cursor - d.At.Page);
            Ghost.Wrote(d, new(d.At.Space, d.Me.Cursor), value);
            if (!entry.IsDangling)
            {
                d[entry.Frame] = d[entry.Frame] with { Content = value };
            }

            d.Me.Cursor++;
        }
    }

    private static void Use(Draft d, MirrorEntry entry)
    {
        if (entry.IsDangling)
        {
            d.Report(new Violation(ViolationKind.UseAfterFree, 0, d.At.Space, d.Me.Cursor, d.At.Device, 0));
            d.Me.Outcome.Unknown |= (ushort)(d.World.IsRecording ? 1 << (d.Me.Cursor - d.At.Page) : 0);
        }
    }

    private static void MapResults(Draft d)
    {
        d.Me.Status = 0;
        for (var page = d.Me.Range.Start; page < d.Me.Range.End; page++)
        {
            var result = d.Me.Range.Results[page];
            if ((d.Me.Marks & FlightMarks.RequestWrite) != 0 && !RangeResults.Has(result, RangeResults.Writable))
            {
                d.Me.Status = RangeFault.BadAddress;
                break;
            }

            d.SetMirror(d.At.Device, new(d.At.Space, page), RangeResults.Entry(result));
        }

        Sequence.Close(d);
    }
}
