using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>System calls on a page of a file, and what memory management does with it: the page comes back from a device's memory
/// first.</summary>
/// <remarks><see cref="Binding.File"/> is the file and <see cref="Binding.To"/> the page offset.</remarks>
public static class FileCalls
{
    /// <summary>All of them.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operations.</returns>
    public static ImmutableArray<Operation> All(Driver driver) => [Read(driver), Write(driver), Sync(driver), Drop()];

    private static Operation Read(Driver driver) => new("file-read", Role.Thread,
    [
        .. LookUp(driver, fills: true),
        Do("copy the page out", static d =>
        {
            if (d[d.Me.Fault.Held].Content != Ghost.InFile(in d.World, d.At.File + 1, d.At.To))
            {
                d.Report(new Violation(ViolationKind.Data, 0, d.At.Space, d.At.To, 0, 0));
            }

            d.ReturnValue(0, d[d.Me.Fault.Held].Content);
        }).From("mm/filemap.c:filemap_read"),
        Unlock(),
        Mark("nothing there"),
    ])
    {
        Rule = "A thread reads a page of a file by a system call.",
    };

    private static Operation Write(Driver driver) => new("file-write", Role.Thread,
    [
        Take(LockClasses.Inode),
        .. LookUp(driver, fills: true),
        Await("copy the page in", static d => !IsStored(d), static d =>
        {
            d[d.Me.Fault.Held] = d[d.Me.Fault.Held] with { Content = d.At.Value };
            FileCache.SetDirty(d, d.Me.Fault.Held);
            Ghost.WroteFile(d, d.At.File + 1, d.At.To, d.At.Value);
        })
            .From("mm/filemap.c:generic_perform_write")
            .Because("What is being stored stays as it is until it has been."),
        Unlock(),
        Release(LockClasses.Inode) with { Label = "nothing there" },
    ])
    {
        Rule = "A thread writes a page of a file by a system call.",
    };

    private static Operation Sync(Driver driver) => new("fsync", Role.Thread,
    [
        .. LookUp(driver, fills: false),
        Await("look whether the page is dirty", static d => !IsStored(d), static _ => { })
            .From("mm/page-writeback.c:write_cache_pages")
            .If(static d => (d.World.Status(d.Me.Fault.Held) & FrameStatus.Dirty) == 0, "unlock the page"),
        .. Clean(driver),
        Do("begin to store", static d =>
        {
            d.SetStatus(d.Me.Fault.Held, FrameStatus.Writeback);
            d.Unlock(d.Me.Fault.Held);
        }).From("mm/page-writeback.c:folio_clear_dirty_for_io") with { Releases = [new(LockClasses.Folio)] },
        Do("store the page", static d => d.SetStored(d.At.File, d.At.To, d[d.Me.Fault.Held].Content))
            .From("mm/page-writeback.c:do_writepages"),
        Do("end to store", static d =>
        {
            d.SetStatus(d.Me.Fault.Held, d.World.Status(d.Me.Fault.Held) & ~FrameStatus.Writeback);
            CpuFault.PutHeld(d);
        }).From("mm/filemap.c:folio_end_writeback").Then(Group.Done),
        Unlock(),
        Mark("nothing there"),
    ])
    {
        Rule = "A thread has a page of a file stored: what was written before is stored when the call returns.",
    };

    private static Operation Drop() => new("drop", Role.Environment,
    [
        Do("drop the page if it is clean", static d =>
        {
            var frame = Slot(d);
            if (!frame.IsNone && d.World.Status(frame) == FrameStatus.None && d[frame] is { References: 1, Locker: 0 })
            {
                d.SetCached(d.At.File + 1, d.At.To, Frame.None);
                Objects.Drop(d, frame);
            }
        })
            .Trying(LockClasses.Folio)
            .From("mm/vmscan.c:__remove_mapping")
            .Because("A clean page is stored as it is: it goes without a copy, from a device's memory too."),
    ])
    {
        Rule = "Memory management drops a page of a file that nobody uses and that is stored.",
    };

    /// <summary>Locks and holds the cache's page, when it is where the CPU can reach it.</summary>
    private static ImmutableArray<Step> LookUp(Driver driver, bool fills) =>
    [
        Await("look up the page", static d => Slot(d).IsNone || d[Slot(d)].Locker == 0, d =>
        {
            if (Slot(d).IsNone && fills && d.At.To < d.World.Length(d.At.File + 1))
            {
                CacheFault.Fill(d, d.At.File + 1, d.At.To);
            }
        })
            .From("mm/filemap.c:filemap_get_folio")
            .If(static d => Slot(d).IsNone, "nothing there"),
        Note("lock the page", static d =>
        {
            d.Me.Fault.Held = Slot(d);
            d.Get(d.Me.Fault.Held);
            d.TryLock(d.Me.Fault.Held);
        }) with { Takes = [new(LockClasses.Folio)] },
        Note("bring it back first", static _ => { })
            .If(static d => FileCache.IsAway(d, d.Me.Fault.Held), "bring back: hand the page over")
            .Then("page locked"),
        .. FileCache.BringBack(driver, "look up the page"),
        Mark("page locked"),
    ];

    /// <summary>Takes the right to write from everybody who maps the page (mm/rmap.c:folio_mkclean).</summary>
    private static ImmutableArray<Step> Clean(Driver driver) => Group.Of("clean",
    [
        Take(LockClasses.IMmap, LockMode.Read),
        Note("ask the next VMA", static _ => { })
            .If(static d => !Rmap.TryWalk(in d.World, d.Me.Fault.Held, d.Me.Migration.Walk, out _), "leave the reverse map"),
        .. Notifier.Start("announce the write protection", driver, static d =>
        {
            Rmap.TryWalk(in d.World, d.Me.Fault.Held, d.Me.Migration.Walk, out d.Me.Migration.Mapping);
            d.Me.Notice.Event = NotifierEvent.ProtectPage;
            d.Me.Notice.Space = d.Me.Migration.Mapping.Space;
            d.Me.Notice.Start = d.Me.Migration.Mapping.Page;
            d.Me.Notice.End = (byte)(d.Me.Migration.Mapping.Page + 1);
        }),
        Do("write-protect the entry", static d =>
        {
            var place = d.Me.Migration.Mapping;
            d.Me.Migration.Walk++;
            if (d[place] is { Kind: PteKind.Present, IsWritable: true } entry && entry.Frame == d.Me.Fault.Held)
            {
                d.Fire(place, PageTrigger.Protect, entry.With(Access.Read));
            }
        }).Under(LockClasses.PageTable).From("mm/rmap.c:page_vma_mkclean_one"),
        .. Notifier.End("end the write protection's notice", "ask the next VMA"),
        Release(LockClasses.IMmap, LockMode.Read) with { Label = "leave the reverse map" },
        Note("forget the walk", static d => d.Me.Migration = default),
    ]);

    private static Step Unlock() => Do("unlock the page", static d =>
    {
        d.Unlock(d.Me.Fault.Held);
        CpuFault.PutHeld(d);
    }) with { Releases = [new(LockClasses.Folio)] };

    private static bool IsStored(Draft d) => (d.World.Status(d.Me.Fault.Held) & FrameStatus.Writeback) != 0;

    private static Frame Slot(Draft d) => d.World.Cached(d.At.File + 1, d.At.To);
}
