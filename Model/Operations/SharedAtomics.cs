using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Atomic operations of a device on a page that the CPU may go on reading.</summary>
/// <remarks>The page's entry stays present, read-only and guarded: a write fault takes the way of a revocation, which tells the device,
/// before the page may become writable again.</remarks>
public static class SharedAtomics
{
    private const short NotMapped = DeviceAccess.NoEntry;

    /// <summary>A device takes a range for atomic operations and leaves it readable.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Share(Driver driver)
    {
        var exclusive = Exclusive.Operation(driver);
        return (exclusive with
        {
            Name = "exclusive-readable",
            Rule = "A device takes a range for atomic operations: until it is taken back nobody else writes the pages, but the CPU may "
                + "read them.",
        })
            .Amend("put the exclusive entry", static step => (step with { Effect = Effect(PutGuarded), Source = string.Empty })
                .Because("The mapping stays, for reading; a write asks the driver first."))
            .Amend("keep or drop the page", static step => step with { Effect = Effect(KeepOrDrop), Source = string.Empty });
    }

    /// <summary>A device's atomic operation on one page: it loads, computes and stores.</summary>
    /// <returns>The operation.</returns>
    public static Operation Exchange() => new("device-atomic", Role.Device,
    [
        Take(LockClasses.Driver),
        Do("load for the atomic operation", Load)
            .If(static d => d.Me.Status != 0, "leave"),
        Do("store the result", Store)
            .Because("The bus between them knows no atomic operations: only that nobody else writes makes the two steps one."),
        Release(LockClasses.Driver) with { Label = "leave" },
    ])
    {
        Rule = "A device changes a page that it has for atomic operations; a callback waits for an operation that is under way.",
    };

    /// <summary>Routes writes to guarded pages to the device that may be using them.</summary>
    /// <param name="operation">An operation of Linux.</param>
    /// <returns>The amended operation.</returns>
    internal static Operation Amend(Operation operation) => operation
        .Amend("make the entry writable", static step => (step with { Effect = AskFirst(step.Effect!) })
            .FirstIf(static d => d.Me.Fault.Original.IsGuarded, "lock the exclusive page")
            .FirstIf(static d => d.Me.Fault.Original.IsGuarded && d.Me.Fault.Held.IsNone, "handled")
            .Because("A guarded page becomes writable in place only after its device was told; any other at once."))
        .Amend("give the page back to the CPU", static step => step with { Effect = Unguard(step.Effect!) });

    private static Effect<World> Effect(Act act) => (ref World world, int actor, int arm) => act(new Draft(ref world, actor, arm));

    private static Effect<World> AskFirst(Effect<World> reuse) => (ref World world, int actor, int arm) =>
    {
        var d = new Draft(ref world, actor, arm);
        if (!d.Me.Fault.Original.IsGuarded)
        {
            reuse(ref world, actor, arm);
        }
        else if (CpuFault.IsUnchanged(d))
        {
            d.Me.Status = 0;
            d.Me.Fault.Held = d.Me.Fault.Original.Frame;
            d.Get(d.Me.Fault.Held);
        }
    };

    private static Effect<World> Unguard(Effect<World> restore) => (ref World world, int actor, int arm) =>
    {
        var d = new Draft(ref world, actor, arm);
        if (!d.Me.Fault.Original.IsGuarded)
        {
            restore(ref world, actor, arm);
        }
        else if (CpuFault.IsUnchanged(d))
        {
            d.Fire(CpuFault.Place(d), PageTrigger.Protect, d.Me.Fault.Original.With(Access.Read));
        }
    };

    private static void PutGuarded(Draft d)
    {
        Clearing.End(d);
        d.Me.Migration.Walk++;
        var place = d.Me.Migration.Mapping;
        var entry = d[place];
        if (place == new Place(d.At.Space, d.Me.Migration.Cursor) && entry is { Kind: PteKind.Present, IsWritable: true }
            && entry.Frame == d.Me.Migration.Source[d.Me.Migration.Cursor])
        {
            d.Me.Marks |= FlightMarks.Handled;
            d.Fire(place, PageTrigger.Protect, Pte.Guarded(entry.Frame));
        }
    }

    private static void KeepOrDrop(Draft d)
    {
        ref var source = ref d.Me.Migration.Source[d.Me.Migration.Cursor];
        if ((d.Me.Marks & FlightMarks.Handled) == 0 || d[source].Mappings != 1)
        {
            d.Unlock(source);
            d.Put(source);
            source = Frame.None;
        }

        d.Me.Marks &= ~FlightMarks.Handled;
        d.Me.Migration.Walk = 0;
    }

    private static void Load(Draft d)
    {
        var entry = d.World.Mirror(d.At.Device, d.At.Place);
        d.Me.Status = entry.Access == MirrorAccess.Atomic ? (short)0 : NotMapped;
        d.Return(d.Me.Status);
        if (d.Me.Status == 0)
        {
            Use(d, entry);
            Ghost.Check(d, d.At.Place, d[entry.Frame].Content);
            d.Me.Limit = (byte)d[entry.Frame].Content;
        }
    }

    private static void Store(Draft d)
    {
        var entry = d.World.Mirror(d.At.Device, d.At.Place);
        var frame = entry.Frame;
        Use(d, entry);
        if (entry.Access != MirrorAccess.Atomic || (byte)d[frame].Content != d.Me.Limit)
        {
            d.Report(new Violation(ViolationKind.Atomicity, 0, d.At.Space, d.At.Page, 0, 0));
            return;
        }

        d[frame] = d[frame] with { Content = d.At.Value };
        Ghost.Wrote(d, d.At.Place, d.At.Value);
    }

    private static void Use(Draft d, MirrorEntry entry)
    {
        if (entry.IsDangling)
        {
            d.Report(new Violation(ViolationKind.UseAfterFree, 0, d.At.Space, d.At.Page, d.At.Device, 0));
        }
    }
}
