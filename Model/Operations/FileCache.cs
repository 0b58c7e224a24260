using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The page cache of a file whose pages may be in a device's memory: each slot has one page, wherever it is.</summary>
/// <remarks>No kernel has it: Linux collects such a page, and refuses it when the copy is to become the page.</remarks>
public static class FileCache
{
    /// <summary>Lets pages of files migrate, and has whoever meets one in a device's memory bring it back.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, changed where it commits a migration, faults, or cuts a file.</returns>
    public static Operation Amend(Driver driver, Operation operation) => operation
        .Amend("find the page in the cache", static step => step
            .FirstIf(static d => IsAway(d, d.Me.Fault.Held), "bring back: hand the page over"))
        .Insert("unlock the cached page", BringBack(driver, "sample the entry"))
        .Amend("make the copy the page", static step => step.Instead(IsOfFile, Commit))
        .Amend("make the entry writable", static step => (step with
        {
            Guard = static (ref World world, int actor) => MayDirty(new Draft(ref world, actor)),
        }).And(Dirty))
        .Amend("drop the cached pages", static step => step.And(Forget)
            .Because("What is cut off a file is gone from its store too."));

    /// <summary>Brings a page of a file back from a device's memory, which a fault or system call has found there, locked and
    /// held.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="then">Where to go on, whether it came back or not.</param>
    /// <returns>The steps.</returns>
    internal static ImmutableArray<Step> BringBack(Driver driver, string then) => Group.Of("bring back",
    [
        Note("hand the page over", static d =>
        {
            var frame = d.Me.Fault.Held;
            d.Me.Fault.Held = Frame.None;
            d.Me.Migration = new() { Whole = true, End = 1, Device = d[frame].Device, Collected = 1 };
            d.Me.Migration.Source[0] = frame;
            d.Me.Migration.Marks[0] = MigrationMarks.Migrate;
        })
            .Trying(LockClasses.Folio)
            .Because("The migration has its lock and reference from here on, as if it had tried for the lock itself.")
                with { Releases = [new(LockClasses.Folio)] },
        .. Unmapping.Steps(driver),
        .. Group.Of("copy", driver.CopyToMemory()),
        .. Migration.Pages(driver),
        .. Migration.Finish(),
        Note("look again", static _ => { }).Then(then),
    ]);

    /// <summary>Whether a page of the cache is where the CPU cannot read it.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="frame">The cache's frame.</param>
    /// <returns>True when it is.</returns>
    internal static bool IsAway(Draft d, Frame frame) => !frame.IsNone && d[frame].Kind == FrameKind.Private;

    /// <summary>Notes that a page differs from what is stored of it.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="frame">The page.</param>
    internal static void SetDirty(Draft d, Frame frame) => d.SetStatus(frame, d.World.Status(frame) | FrameStatus.Dirty);

    private static bool IsOfFile(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        return !migration.Source[migration.Cursor].IsNone && !migration.Target[migration.Cursor].IsNone
            && (d[migration.Source[migration.Cursor]].Marks & FrameMarks.Cached) != 0;
    }

    /// <summary>Puts the copy into the cache's slot; not while the page is being stored or somebody else holds it.</summary>
    private static void Commit(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
        var status = d.World.Status(source);
        var held = 2 + (source == migration.FaultFrame ? 1 : 0);
        if (d[source].References != held || (status & FrameStatus.Writeback) != 0)
        {
            migration.Marks[migration.Cursor] &= ~MigrationMarks.Migrate;
            return;
        }

        for (var i = 0; i < Capacity.Objects * Capacity.Pages; i++)
        {
            if (d.World.Cache[i] == source)
            {
                d.World.Cache[i] = target;
            }
        }

        d[target] = d[target] with { Marks = (d[target].Marks & ~FrameMarks.Exclusive) | FrameMarks.Cached };
        d.Get(target);
        d.SetStatus(target, status);
        d[source] = d[source] with { Marks = d[source].Marks & ~FrameMarks.Cached };
        d.Put(source);
        migration.Marks[migration.Cursor] |= MigrationMarks.Committed;
    }

    /// <summary>Whether a shared page may become writable: not while it is being stored, or cleaned.</summary>
    private static bool MayDirty(Draft d) => CpuFault.Vma(d).IsPrivate || !CpuFault.IsUnchanged(d)
        || (d[d.Me.Fault.Original.Frame].Locker == 0 && (d.World.Status(d.Me.Fault.Original.Frame) & FrameStatus.Writeback) == 0);

    private static void Dirty(Draft d)
    {
        var entry = d[CpuFault.Place(d)];
        if (!CpuFault.Vma(d).IsPrivate && entry.IsWritable && entry.Frame == d.Me.Fault.Original.Frame)
        {
            SetDirty(d, entry.Frame);
        }
    }

    /// <summary>What is cut off a file is gone, from its store too, once nothing maps it.</summary>
    private static void Forget(Draft d)
    {
        for (var offset = d.At.Count; Truncate.HasDropped(d) && offset < d.Me.Limit; offset++)
        {
            d.SetStored(d.At.File, offset, 0);
            Ghost.WroteFile(d, d.At.File + 1, offset, 0);
        }
    }
}
