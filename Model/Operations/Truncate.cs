using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>ftruncate of a memory file (mm/shmem.c:shmem_setattr).</summary>
public static class Truncate
{
    /// <summary>The operation; <see cref="Binding.Count"/> is the new length in pages.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("truncate", Role.Thread,
    [
        Take(LockClasses.Inode),
        Do("set the length", static d =>
        {
            d.Me.Limit = (byte)d.World.Length(d.At.File + 1);
            d.SetLength(d.At.File, d.At.Count);
        })
            .From("mm/shmem.c:shmem_setattr")
            .If(static d => d.Me.Limit <= d.At.Count, "leave"),
        Note("nothing dropped yet", static d => d.Me.Status = 0),
        Take(LockClasses.IMmap, LockMode.Read),
        Note("start with the first place", static d => d.Me.Index = 0),
        Note("find the next mapping of the tail", FindMapping)
            .If(static d => d.Me.Index == Capacity.Places, "all unmapped"),
        .. Notifier.Start("announce the truncation", driver, static d =>
        {
            d.Me.Notice.Event = NotifierEvent.Clear;
            d.Me.Notice.Space = (byte)(d.Me.Index / Capacity.Pages);
            d.Me.Notice.Start = (byte)(d.Me.Index % Capacity.Pages);
            d.Me.Notice.End = d.Me.Cursor;
        }),
        Do("clear the entries", static d => Zap.Range(d, d.Me.Index / Capacity.Pages, d.Me.Index % Capacity.Pages, d.Me.Cursor))
            .Under(LockClasses.PageTable, LockClasses.FreeList)
            .From("mm/memory.c:unmap_mapping_range")
            .Because("Private copies of pages beyond the new end go too."),
        .. Notifier.End("end the truncation's notice"),
        Note("pass the mapping", static d => d.Me.Index = (byte)(((d.Me.Index / Capacity.Pages) * Capacity.Pages) + d.Me.Cursor))
            .Then("find the next mapping of the tail"),
        (Release(LockClasses.IMmap, LockMode.Read) with { Label = "all unmapped" })
            .If(HasDropped, "leave"),
        Await("drop the cached pages", static d => !Tail(d, static frame => frame.Locker != 0), static d =>
        {
            if (Tail(d, static frame => frame.Mappings > 0))
            {
                return;
            }

            d.Me.Status = Dropped;
            for (var offset = d.At.Count; offset < d.Me.Limit; offset++)
            {
                var frame = d.World.Cached(d.At.File + 1, offset);
                if (!frame.IsNone)
                {
                    d.SetCached(d.At.File + 1, offset, Frame.None);
                    Objects.Drop(d, frame);
                }
            }
        })
            .From("mm/shmem.c:shmem_truncate_range")
            .Because("A fault that found its page before the length was set may map it after the tail was unmapped: what is mapped is "
                + "unmapped again before it is dropped, and private copies that were made meanwhile are unmapped after it.")
            .Then("take i_mmap_rwsem for reading") with { Takes = [new(LockClasses.Folio)], Releases = [new(LockClasses.Folio)] },
        Release(LockClasses.Inode) with { Label = "leave" },
    ])
    {
        Rule = "A thread sets the length of a file; pages beyond the end are gone, and touching them raises SIGBUS.",
    };

    private const short Dropped = 1;

    /// <summary>Whether the pages beyond the new end are out of the page cache.</summary>
    /// <param name="d">The draft of who truncates.</param>
    /// <returns>True once they are; before, a fault may have mapped one again.</returns>
    internal static bool HasDropped(Draft d) => d.Me.Status == Dropped;

    /// <summary>The next run of pages of one VMA that maps the file beyond its new end.</summary>
    private static void FindMapping(Draft d)
    {
        for (; d.Me.Index < Capacity.Places; d.Me.Index++)
        {
            if (!IsTail(d, d.Me.Index))
            {
                continue;
            }

            var end = d.Me.Index + 1;
            while (end % Capacity.Pages != 0 && IsTail(d, end) && !d.World.Vmas[end].IsFirst)
            {
                end++;
            }

            d.Me.Cursor = (byte)(((end - 1) % Capacity.Pages) + 1);
            return;
        }
    }

    private static bool IsTail(Draft d, int index) =>
        d.World.Vmas[index].Object == d.At.File + 1 && d.World.Vmas[index].Offset >= d.At.Count;

    private static bool Tail(Draft d, Func<FrameRecord, bool> asks)
    {
        for (var offset = d.At.Count; offset < d.Me.Limit; offset++)
        {
            var frame = d.World.Cached(d.At.File + 1, offset);
            if (!frame.IsNone && asks(d[frame]))
            {
                return true;
            }
        }

        return false;
    }
}
