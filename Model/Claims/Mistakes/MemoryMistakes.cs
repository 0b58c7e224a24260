using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mistakes.Mistake;

namespace Hmm.Model.Claims.Mistakes;

/// <summary>Faults, fork, mprotect, zapping and exclusive access that go wrong in memory management itself.</summary>
internal static class MemoryMistakes
{
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("exclusive-without-reference", "Revocation locks a page without a reference to it: mended by 7c7b962938dd (Linux 6.3).", "page",
            AndThen("hold the exclusive page", static d =>
            {
                var record = d[d.Me.Fault.Held];
                d[d.Me.Fault.Held] = d.Me.Fault.Held.IsNone ? record : record with { References = (byte)(record.References - 1) };
            })) { Known = ["B33"] },
        new("restored-before-notice", "A CPU gets an exclusive page back before the device is told.", "page",
            AndThen("lock the exclusive page", static d =>
            {
                if (CpuFault.IsUnchanged(d))
                {
                    ExclusiveFault.Restore(d, CpuFault.Place(d));
                }
            })) { Claim = "I12", Known = ["M15"] },
        new("seized-but-mapped", "A page that a device takes for itself stays mapped for the CPU.", "page",
            Around("put the exclusive entry", static (Draft d, in World before) =>
            {
                var place = before.Flights[d.Actor].Migration.Mapping;
                d[place] = before[place];
            })) { Known = ["M16"] },
        new("seized-and-counted", "A page that a device takes for itself keeps its mapping count.", "page",
            AndThen("put the exclusive entry", static d => d.AddMapping(d.Me.Migration.Source[d.Me.Migration.Cursor]))) { Claim = "I8" },
        new("private-stays-writable", "mprotect leaves entries of device memory writable.", "rights",
            AndThen("change the entries", static d =>
        {
            var place = new Place(d.At.Space, d.At.Page);
            if (d[place].Kind == PteKind.Private && d.At.Protection != Access.Write)
            {
                d[place] = d[place].With(Access.Write);
            }
        })) { Claim = "L1" },
        new("fork-keeps-private-writable", "Fork leaves the parent's entry of device memory writable.", "fork",
            AndThen("copy the entries", static d =>
            {
                var place = new Place(d.At.Space, 0);
                d[place] = d[place].Kind == PteKind.Private ? d[place].With(Access.Write) : d[place];
            })) { Claim = "I9", Known = ["M11"] },
        new("fork-copies-exclusive", "Fork copies the entry of a page that a device has for itself.", "seizing",
            Around("copy the entries", CopyExclusive)) { Claim = "I20", Known = ["M12"] },
        new("zap-keeps-a-reference", "Clearing an entry of device memory does not drop its reference.", "page",
            Around("clear the entries", static (Draft d, in World before) => ForEach(d, in before, PteKind.Private, Keep)))
            { Claim = "I7", Known = ["M13"] },
        new("zap-drops-too-much", "Clearing an entry of a page on its way drops a reference that the entry does not hold.", "page",
            Around("clear the entries", static (Draft d, in World before) => ForEach(d, in before, PteKind.Migration, PutIfHeld)))
            { Claim = "A3", Known = ["M14"] },
        new("zap-maps-on", "Clearing an entry of device memory leaves its page counted as mapped.", "page",
            Around("clear the entries", static (Draft d, in World before) => ForEach(d, in before, PteKind.Private, MapFreed)))
            { Claim = "L2" },
        new("foreign-memory-reported", "A range fault reports another device's private memory as if it were the caller's: mended by "
            + "08ddddda667b (Linux 5.7).", "devices", AndThen("read the entry", ReportForeign)) { Claim = "I17", Known = ["B25"] },
        new("fault-under-the-table-lock", "A range fault faults a page in while it holds the page-table lock: mended by 05fc1df95eae "
            + "(Linux 5.7).", "page", AndThen("read the entry", static d =>
            {
                if (d.Me.Status == 1)
                {
                    d.Take(LockClasses.PageTable.First, LockMode.Write);
                }
            })) { Claim = "I25", Known = ["B28"] },
    ];

    private delegate void AtEntry(Draft d, in World before, Pte entry);

    private static void ForEach(Draft d, in World before, PteKind kind, AtEntry act)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
            if (before[place].Kind == kind && d[place].Kind == PteKind.None)
            {
                act(d, in before, before[place]);
            }
        }
    }

    private static void Keep(Draft d, in World before, Pte entry)
    {
        var record = before[entry.Frame];
        d[entry.Frame] = record with { Mappings = (byte)(record.Mappings - 1) };
    }

    private static void PutIfHeld(Draft d, in World before, Pte entry) => d.Put(entry.Frame);

    private static void MapFreed(Draft d, in World before, Pte entry)
    {
        if (d[entry.Frame].Kind == FrameKind.Free)
        {
            d[entry.Frame] = before[entry.Frame];
            d.Put(entry.Frame);
        }
    }

    private static void CopyExclusive(Draft d, in World before)
    {
        var (parent, child) = (new Place(d.At.Space, 0), new Place(d.At.To, 0));
        if (before[parent] is { Kind: PteKind.Exclusive } entry)
        {
            d[parent] = entry;
            d[child] = entry;
            d[entry.Frame] = before[entry.Frame] with { References = (byte)(before[entry.Frame].References + 1) };
        }
    }

    private static void ReportForeign(Draft d)
    {
        var place = new Place(d.At.Space, d.Me.Range.Cursor);
        if (d.Me.Range.Cursor < d.Me.Range.End && d.Me.Status > 0 && d[place].Kind == PteKind.Private)
        {
            d.Me.Range.Results[d.Me.Range.Cursor++] = RangeResults.Of(d[place].Frame, d[place].IsWritable);
            d.Me.Status = 0;
        }
    }
}
