using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device takes pages for itself, for atomic operations (mm/rmap.c:make_device_exclusive_range;
/// lib/test_hmm.c:dmirror_exclusive).</summary>
public static class Exclusive
{
    /// <summary>-EBUSY.</summary>
    public const int Busy = -16;

    private const short Pinned = 0;
    private const short Missing = 1;

    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new("exclusive", Role.Device,
        [
            Take(LockClasses.Mmap, LockMode.Read),
            .. Group.Of("prepare", driver.PrepareExclusive()),
            .. Pin(driver),
            .. Seize(driver),
            Note("map only if every page was there", static _ => { })
                .If(static d => d.Me.Migration.End < d.At.End, "let go of the pages"),
            .. Group.Of("map", driver.MapExclusive()),
            Do("let go of the pages", PutAll) with { Releases = [new(LockClasses.Folio)] },
            Release(LockClasses.Mmap, LockMode.Read)
                .If(static d => d.Me.Status != 0, "refuse"),
            .. driver.Conclude(),
            Note("finished", static _ => { }).Then(Group.Done),
            Note("refuse", static d => d.Return(Busy)),
        ])
        {
            Rule = "A device takes a range for itself: until it is taken back, no CPU and no other device can touch the pages.",
        };
    }

    /// <summary>Reads whether a range is mapped for atomic access (lib/test_hmm.c:dmirror_check_atomic).</summary>
    /// <returns>The operation.</returns>
    public static Operation Check() => new("check-exclusive", Role.Device,
    [
        Take(LockClasses.Driver),
        Do("look for atomic mappings", static d =>
        {
            for (var page = d.At.Page; page < d.At.End; page++)
            {
                if (d.World.Mirror(d.At.Device, new(d.At.Space, page)).Access == MirrorAccess.Atomic)
                {
                    d.Return(RangeFault.NotPermitted);
                }
            }
        }).From("lib/test_hmm.c:dmirror_check_atomic"),
        Release(LockClasses.Driver),
    ])
    {
        Rule = "A driver asks whether a range is still its device's alone.",
    };

    /// <summary>References every page of the range, faulting for write where needed (get_user_pages_remote);
    /// stops at the first that fails.</summary>
    private static ImmutableArray<Step> Pin(Driver driver) => Group.Of("pin",
    [
        Note("start with the first page", static d =>
        {
            d.Me.Marks |= FlightMarks.Pinning;
            d.Me.Range = new() { Start = d.At.Page, End = d.At.End, Cursor = d.At.Page };
        }),
        Note("look up the VMA", static _ => { })
            .If(static d => d.Me.Range.Cursor == d.At.End, "pinned")
            .If(static d => d.World.Vma(Place(d)).Protection != Access.Write, "pinned"),
        Do("look up the page", static d =>
        {
            var entry = d[Place(d)];
            d.Me.Status = entry is { Kind: PteKind.Present, IsWritable: true } ? Pinned : Missing;
            if (d.Me.Status == Pinned)
            {
                d.Get(entry.Frame);
                d.Touch(entry.Frame);
                d.Me.Range.Results[d.Me.Range.Cursor++] = RangeResults.Of(entry.Frame, writable: true);
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/gup.c:follow_page_pte")
            .If(static d => d.Me.Status == Pinned, "look up the VMA"),
        Note("fault for write", static d => d.Me.Fault = new() { Page = d.Me.Range.Cursor, Access = Access.Write }),
        .. CpuFault.Handle(driver),
        Note("look again", static d => d.Me.Fault = default).Then("look up the page"),
        Note("fault failed", static d => d.Me.Fault = default),
        Note("pinned", d => Gather(d, driver.OwnsExclusive ? (byte)(d.At.Device + 1) : (byte)0)),
    ]);

    private static Place Place(Draft d) => new(d.At.Space, d.Me.Range.Cursor);

    private static void Gather(Draft d, byte owner)
    {
        d.Me.Migration = new()
        {
            Space = d.At.Space,
            Start = d.At.Page,
            End = d.Me.Range.Cursor,
            Cursor = d.At.Page,
            Device = d.At.Device,
            Mirror = d.At.Space,
            Owner = owner,
        };
        for (var page = d.At.Page; page < d.Me.Range.Cursor; page++)
        {
            d.Me.Migration.Source[page] = RangeResults.Frame(d.Me.Range.Results[page]);
        }

        d.Me.Range = default;
        d.Me.Marks &= ~FlightMarks.Pinning;
    }

    private static ImmutableArray<Step> Seize(Driver driver) => Group.Of("seize",
    [
        Mark("next page"),
        Note("look at the page", static _ => { })
            .If(static d => d.Me.Migration.Cursor == d.Me.Migration.End, "seized"),
        Do("try to lock the page", static d =>
        {
            var frame = d.Me.Migration.Source[d.Me.Migration.Cursor];
            d.Me.Status = 0;
            if (!d.TryLock(frame))
            {
                d.Put(frame);
                d.Me.Migration.Source[d.Me.Migration.Cursor] = Frame.None;
            }
            else if (!d[frame].IsAnonymous)
            {
                Drop(d);
            }
        })
            .Trying(LockClasses.Folio)
            .From("mm/rmap.c:make_device_exclusive_range")
            .If(static d => d.Me.Migration.Source[d.Me.Migration.Cursor].IsNone, "pass the page"),
        Take(LockClasses.AnonVma, LockMode.Read) with { Mover = Mover.None },
        Note("ask the next VMA", static _ => { })
            .If(static d => d[Source(d)].Mappings == 0, "leave the reverse map")
            .If(static d => !Rmap.TryWalk(in d.World, Source(d), d.Me.Migration.Walk, out _), "leave the reverse map"),
        .. Notifier.Start("announce the seizure", driver, static d =>
        {
            Rmap.TryWalk(in d.World, Source(d), d.Me.Migration.Walk, out d.Me.Migration.Mapping);
            d.Me.Notice.Event = NotifierEvent.Exclusive;
            d.Me.Notice.Owner = d.Me.Migration.Owner;
            d.Me.Notice.Space = d.Me.Migration.Mapping.Space;
            d.Me.Notice.Start = d.Me.Migration.Mapping.Page;
            d.Me.Notice.End = (byte)(d.Me.Migration.Mapping.Page + 1);
        }),
        Clearing.First(),
        Do("put the exclusive entry", SeizeMapping)
            .Under(LockClasses.PageTable)
            .From("mm/rmap.c:page_make_device_exclusive_one")
            .Because("The mapping is no longer counted, but its reference stays with the entry.")
                with { Releases = [new(LockClasses.PageTable)] },
        .. Notifier.End("end the seizure's notice", "ask the next VMA"),
        Release(LockClasses.AnonVma, LockMode.Read) with { Label = "leave the reverse map" },
        Do("keep or drop the page", static d =>
        {
            var frame = d.Me.Migration.Source[d.Me.Migration.Cursor];
            if ((d.Me.Marks & FlightMarks.Handled) == 0 || d[frame].Mappings != 0)
            {
                Drop(d);
            }

            d.Me.Marks &= ~FlightMarks.Handled;
            d.Me.Migration.Walk = 0;
        }).From("mm/rmap.c:folio_make_device_exclusive"),
        Note("pass the page", static d => d.Me.Migration.Cursor++).Then("next page"),
        Mark("seized"),
    ]);

    private static void SeizeMapping(Draft d)
    {
        Clearing.End(d);
        d.Me.Migration.Walk++;
        var place = d.Me.Migration.Mapping;
        var entry = d[place];
        if (entry.Kind != PteKind.Present || entry.Frame != d.Me.Migration.Source[d.Me.Migration.Cursor])
        {
            return;
        }

        if (place == new Place(d.At.Space, d.Me.Migration.Cursor) && entry.IsWritable)
        {
            d.Me.Marks |= FlightMarks.Handled;
        }

        d.Fire(place, PageTrigger.Seize, Pte.Exclusive(entry.Frame, entry.IsWritable ? Access.Write : Access.Read));
        d.DropMapping(entry.Frame);
    }

    private static Frame Source(Draft d) => d.Me.Migration.Source[d.Me.Migration.Cursor];

    private static void Drop(Draft d)
    {
        ref var source = ref d.Me.Migration.Source[d.Me.Migration.Cursor];
        d.Unlock(source);
        d.Put(source);
        source = Frame.None;
    }

    private static void PutAll(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        d.Me.Status = migration.Collected == d.At.Count ? (short)0 : (short)Busy;
        for (var page = migration.Start; page < migration.End; page++)
        {
            var frame = migration.Source[page];
            if (!frame.IsNone)
            {
                d.Unlock(frame);
                d.Put(frame);
            }
        }

        migration = default;
    }
}
