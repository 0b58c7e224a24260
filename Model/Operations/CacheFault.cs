using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The first touch of a page of a memory file, named or not.</summary>
internal static class CacheFault
{
    public static ImmutableArray<Step> Steps() =>
    [
        Do("map the cached pages around", MapAround)
            .Under(LockClasses.PageTable)
            .From("mm/filemap.c:filemap_map_pages")
            .Because("A read fault maps all pages of the VMA, within 16 aligned ones, that the page cache already has.")
            .If(static d => d[CpuFault.Place(d)].Kind != PteKind.None, "handled"),
        Await("find the page in the cache", static d => Cached(d).IsNone || d[Cached(d)].Locker == 0, Find)
            .From("mm/shmem.c:shmem_fault") with
            {
                Takes = [new(LockClasses.Folio)],
                Jumps = [new((ref World w, int actor) => w.Flights[actor].Status != 0, "fault failed")],
            },
        Do("map the page", static d =>
        {
            if (d[CpuFault.Place(d)] == Pte.None)
            {
                MapFound(d);
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:finish_fault"),
        Do("unlock the cached page", static d =>
        {
            d.Unlock(d.Me.Fault.Held);
            CpuFault.PutHeld(d);
        }).Then("handled") with { Releases = [new(LockClasses.Folio)] },
    ];

    /// <summary>Puts a page into the page cache, with what is stored of it.</summary>
    public static Frame Fill(Draft d, int memoryObject, int offset)
    {
        var content = memoryObject <= Capacity.Files ? d.World.Stored(memoryObject - 1, offset) : (ushort)0;
        var frame = d.Allocate(new FrameRecord { Kind = FrameKind.System, Marks = FrameMarks.Cached, Content = content });
        d.SetCached(memoryObject, offset, frame);
        return frame;
    }

    private static Frame Cached(Draft d) => d.World.Cached(CpuFault.Vma(d).Object, CpuFault.Vma(d).Offset);

    private static void MapAround(Draft d)
    {
        var (start, end) = AddressSpace.Extent(in d.World, CpuFault.Place(d));
        for (var page = start; page < end; page++)
        {
            var place = Place.At(d.At.Space, page);
            var vma = d.World.Vma(place);
            var frame = d.World.Cached(vma.Object, vma.Offset);
            if (d[place] == Pte.None && !frame.IsNone && d[frame] is { Locker: 0, Kind: not FrameKind.Private }
                && vma.Offset < d.World.Length(vma.Object))
            {
                Map(d, place, frame);
            }
        }
    }

    private static void Find(Draft d)
    {
        if (CpuFault.Vma(d).IsPrivate && d.Me.Fault.Access == Access.Write)
        {
            d.PrepareAnonVma(CpuFault.Place(d));
        }

        var vma = CpuFault.Vma(d);
        d.Me.Status = 0;
        if (vma.Offset >= d.World.Length(vma.Object))
        {
            d.Me.Status = CpuFault.BusError;
            return;
        }

        var frame = Cached(d);
        if (frame.IsNone)
        {
            frame = Fill(d, vma.Object, vma.Offset);
        }

        d.Get(frame);
        d.TryLock(frame);
        d.Me.Fault.Held = frame;
    }

    private static void MapFound(Draft d)
    {
        var place = CpuFault.Place(d);
        if (!d.World.Vma(place).IsPrivate || d.Me.Fault.Access == Access.Read)
        {
            Map(d, place, d.Me.Fault.Held);
            return;
        }

        var copy = d.AllocateAnonymous(place, d[d.Me.Fault.Held].Content);
        d.AddMapping(copy);
        Ghost.Wrote(d, place, d[copy].Content);
        d.Fire(place, PageTrigger.MapWritable, Pte.Present(copy, Access.Write));
    }

    /// <summary>Maps a cached page: with the VMA's own rights where it is shared,
    /// so that even a read fault maps a writable mapping writable, unless the file has to know of its first write.</summary>
    private static void Map(Draft d, Place place, Frame frame)
    {
        var vma = d.World.Vma(place);
        var writable = !vma.IsPrivate && vma.Protection == Access.Write && (d.World.Keeps & Kept.Stored) == 0;
        d.Map(frame);
        var entry = Pte.Present(frame, writable ? Access.Write : Access.Read);
        var memory = writable ? PageTrigger.MapWritable : PageTrigger.MapReadOnly;
        d.Fire(place, d[frame].Kind == FrameKind.Coherent ? PageLife.Settle(in d.World, entry) : memory, entry);
    }
}
