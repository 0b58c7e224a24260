using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>mmap, munmap and MADV_DONTNEED: ranges come and go.</summary>
public static class Mapping
{
    private const int Exists = -17;
    private const int NoMemory = -12;

    /// <summary>mmap with MAP_FIXED_NOREPLACE.</summary>
    /// <returns>The operation.</returns>
    public static Operation Map() => new("map", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Note("look for an overlap", static _ => { })
            .If(static d => AddressSpace.IsAnyMapped(in d.World, d.At.Space, d.At.Page, d.At.End), "refuse"),
        Do("insert the VMA", static d => d.Insert(d.At.Space, d.At.Page, d.At.End, Attributes(d)))
            .From("mm/mmap.c:mmap_region")
            .Then("leave"),
        Note("refuse", static d => d.Return(Exists)),
        Release(LockClasses.Mmap) with { Label = "leave" },
    ])
    {
        Rule = "A thread maps a range that was a hole.",
    };

    /// <summary>munmap.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Unmap(Driver driver) => new("unmap", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Note("look for VMAs", static _ => { })
            .If(static d => !AddressSpace.IsAnyMapped(in d.World, d.At.Space, d.At.Page, d.At.End), "leave"),
        .. Unmapping(driver, static at => (at.Page, at.End)),
        Release(LockClasses.Mmap) with { Label = "leave" },
    ])
    {
        Rule = "A thread unmaps a range; holes in it are no error.",
    };

    /// <summary>MADV_DONTNEED.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Discard(Driver driver) => new("discard", Role.Thread,
    [
        Take(LockClasses.Mmap, LockMode.Read),
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Note("find the next VMA", FindVma)
            .If(static d => d.Me.Cursor == d.At.End, "leave"),
        .. Notifier.Start("announce the discarding", driver, static d => Announce(d, NotifierEvent.Clear, d.Me.Cursor, d.Me.Limit)),
        Do("clear the entries", static d => Zap.Range(d, d.At.Space, d.Me.Cursor, d.Me.Limit))
            .Under(LockClasses.PageTable, LockClasses.FreeList)
            .From("mm/memory.c:zap_page_range_single")
            .Because("mmap_lock is held for reading only: faults, range faults and migrations run at the same time."),
        .. Notifier.End("end the discarding's notice"),
        Note("pass the VMA", static d => d.Me.Cursor = d.Me.Limit).Then("find the next VMA"),
        Release(LockClasses.Mmap, LockMode.Read) with { Label = "leave" },
    ])
    {
        Rule = "A thread throws away what a range holds; anonymous memory reads zero from then on. A hole in the range is reported, "
            + "but what is mapped is discarded all the same.",
    };

    /// <summary>Removes VMAs and entries of a range, with mmap_lock held for writing.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="range">The first page and the end, exclusive.</param>
    /// <returns>The steps.</returns>
    internal static System.Collections.Immutable.ImmutableArray<Step> Unmapping(Driver driver, Func<Binding, (int Start, int End)> range) =>
        Group.Of("unmap",
        [
            .. Notifier.Start("announce the unmapping", driver, d =>
            {
                var (start, end) = range(d.At);
                Announce(d, NotifierEvent.Unmap, start, end);
            }),
            Do("clear the entries", d =>
            {
                var (start, end) = range(d.At);
                Zap.Range(d, d.At.Space, start, end);
            })
                .Under(LockClasses.PageTable, LockClasses.FreeList)
                .From("mm/memory.c:unmap_vmas"),
            .. Notifier.End("end the unmapping's notice"),
            Do("remove the VMAs", d =>
            {
                var (start, end) = range(d.At);
                d.Remove(d.At.Space, start, end);
                Objects.Collect(d);
            }).From("mm/vma.c:vms_complete_munmap_vmas"),
        ]);

    /// <summary>Names the range of an invalidation of the caller's address space.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="reason">Why.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">The end, exclusive.</param>
    internal static void Announce(Draft d, NotifierEvent reason, int start, int end)
    {
        d.Me.Notice.Event = reason;
        d.Me.Notice.Space = d.At.Space;
        d.Me.Notice.Start = (byte)start;
        d.Me.Notice.End = (byte)end;
    }

    private static void FindVma(Draft d)
    {
        while (d.Me.Cursor < d.At.End && !d.Vma(d.At.Space, d.Me.Cursor).IsMapped)
        {
            d.Return(NoMemory);
            d.Me.Cursor++;
        }

        if (d.Me.Cursor < d.At.End)
        {
            d.Me.Limit = (byte)Math.Min(AddressSpace.Extent(in d.World, new(d.At.Space, d.Me.Cursor)).End, d.At.End);
        }
    }

    private static Vma Attributes(Draft d) => new()
    {
        Kind = d.At.Kind,
        Protection = d.At.Protection,
        IsAccounted = d.At.Kind is VmaKind.AnonymousPrivate or VmaKind.FilePrivate && d.At.Protection == Access.Write,
        Object = d.At.Kind switch
        {
            VmaKind.FilePrivate or VmaKind.FileShared => (byte)(d.At.File + 1),
            VmaKind.AnonymousShared => Objects.Fresh(d),
            _ => 0,
        },
        Offset = d.At.Kind switch
        {
            VmaKind.FilePrivate or VmaKind.FileShared => d.At.To,
            VmaKind.AnonymousShared => 0,
            _ => d.At.Page,
        },
    };
}
