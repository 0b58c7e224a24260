using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>What changes in the operations of Linux when any page may be in coherent device memory, and is charged wherever it
/// is.</summary>
internal static class CoherentMemory
{
    public static Operation Amend(Operation operation) => operation
        .Amend("make the copy the page", static step => (step with { Effect = Commit(step.Effect!) })
            .Because("A cached page may move to memory that the CPU addresses: the cache's slot and reference and the charge go with it."))
        .Amend("insert the page", static step => step.And(ChargeInserted))
        .Amend("map a zeroed page", static step => (step with { Effect = AllocateOnDevice(step.Effect!) }).And(ChargeMapped)
            .Because("A coherent device's own fault allocates in its memory."))
        .Amend("find the page in the cache", static step => (step with { Effect = CacheOnDevice(step.Effect!) })
            .And(static d => Charge(d, d.Me.Fault.Held)))
        .Amend("map the page", static step => step.And(ChargeMapped))
        .Amend("copy the page", static step => step.And(static d => Charge(d, d.Me.Fault.Fresh)))
        .Amend("copy the entries", static step => step.And(CopyPinned)
            .Because("A pinned page stays the parent's: the child gets its copy at once, and whoever pinned the page keeps using it."));

    /// <summary>The slot of the page cache that names a frame.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>The number of the slot, -1 where none does.</returns>
    public static int Slot(in World world, Frame frame)
    {
        for (var i = 0; i < Capacity.Objects * Capacity.Pages; i++)
        {
            if (world.Cache[i] == frame)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Charge(Draft d, Frame frame)
    {
        if (!frame.IsNone)
        {
            d.SetStatus(frame, d.World.Status(frame) | FrameStatus.Charged);
        }
    }

    private static void ChargeMapped(Draft d)
    {
        if (d[CpuFault.Place(d)].Kind == PteKind.Present)
        {
            Charge(d, d[CpuFault.Place(d)].Frame);
        }
    }

    private static void ChargeInserted(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        if ((migration.Marks[migration.Cursor] & MigrationMarks.Committed) != 0)
        {
            Charge(d, migration.Target[migration.Cursor]);
        }
    }

    private static Effect<World> Commit(Effect<World> commit) => (ref World world, int actor, int arm) =>
    {
        var d = new Draft(ref world, actor, arm);
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[migration.Cursor], migration.Target[migration.Cursor]);
        if (source.IsNone || target.IsNone || d[source].IsAnonymous || d[target].Kind == FrameKind.Private)
        {
            commit(ref world, actor, arm);
        }
        else
        {
            CommitCached(d, source, target);
        }

        if ((migration.Marks[migration.Cursor] & MigrationMarks.Committed) != 0)
        {
            Charge(d, target);
            d.SetStatus(source, d.World.Status(source) & ~FrameStatus.Charged);
        }
    };

    /// <summary>Puts a cached page's copy in its place, unless it was truncated or somebody else holds it.</summary>
    private static void CommitCached(Draft d, Frame source, Frame target)
    {
        ref var marks = ref d.Me.Migration.Marks[d.Me.Migration.Cursor];
        var slot = Slot(in d.World, source);
        if (slot < 0 || d[source].References != 1 + 1)
        {
            marks &= ~MigrationMarks.Migrate;
            return;
        }

        if (d[target].Content != d[source].Content)
        {
            d.Report(new Violation(ViolationKind.Data, 0, d.Me.Migration.Space, d.Me.Migration.Cursor, 0, 0));
        }

        d.World.Cache[slot] = target;
        d[target] = d[target] with { Marks = d[target].Marks | FrameMarks.Cached };
        d.Get(target);
        Objects.Drop(d, source);
        marks |= MigrationMarks.Committed;
    }

    private static bool IsFaultOfCoherent(Draft d) =>
        (d.Me.Marks & FlightMarks.RequestFault) != 0 && d.World.IsCoherent(d.At.Device);

    private static Effect<World> AllocateOnDevice(Effect<World> map) => (ref World world, int actor, int arm) =>
    {
        var d = new Draft(ref world, actor, arm);
        var place = CpuFault.Place(d);
        if (!IsFaultOfCoherent(d))
        {
            map(ref world, actor, arm);
            return;
        }

        d.PrepareAnonVma(place);
        if (d[place] == Pte.None)
        {
            var frame = d.AllocateDevice(d.At.Device, 0);
            d[frame] = d[frame] with
            {
                Marks = FrameMarks.Anonymous | FrameMarks.Exclusive,
                AnonVma = d.World.Vma(place).AnonVma,
                Offset = d.World.Vma(place).Offset,
                Locker = 0,
            };
            d.AddMapping(frame);
            d.Fire(place, PageTrigger.SettleCoherentWritable, Pte.Present(frame, Access.Write));
        }
    };

    private static Effect<World> CacheOnDevice(Effect<World> find) => (ref World world, int actor, int arm) =>
    {
        var d = new Draft(ref world, actor, arm);
        var vma = CpuFault.Vma(d);
        if (IsFaultOfCoherent(d) && d.World.Cached(vma.Object, vma.Offset).IsNone && vma.Offset < d.World.Length(vma.Object))
        {
            var frame = d.AllocateDevice(d.At.Device, 0);
            d[frame] = d[frame] with { Marks = FrameMarks.Cached, Locker = 0 };
            d.SetCached(vma.Object, vma.Offset, frame);
        }

        find(ref world, actor, arm);
    };

    private static void CopyPinned(Draft d)
    {
        for (var page = d.Me.Cursor; page < d.Me.Limit; page++)
        {
            var (parent, child) = (new Place(d.At.Space, page), new Place(d.At.To, page));
            var frame = d[parent].Frame;
            if (d[parent].Kind != PteKind.Present || d[child].Frame != frame || !d[frame].IsAnonymous
                || (d.World.Status(frame) & FrameStatus.Pinned) == 0)
            {
                continue;
            }

            var copy = d.AllocateAnonymous(child, d[frame].Content);
            d.AddMapping(copy);
            d[child] = Pte.Present(copy, d.World.Vma(child).Protection == Access.Write ? Access.Write : Access.Read);
            d.Unmap(frame);
            d.SetExclusive(frame, true);
            Charge(d, copy);
        }
    }
}
