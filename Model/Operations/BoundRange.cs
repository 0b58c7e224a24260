using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>What a binding to a device changes in the operations of Linux.</summary>
internal static class BoundRange
{
    public static Operation Amend(Operation operation)
    {
        var amended = Losing(operation)
            .Amend("sample the entry", static step => step
                .FirstIf(IsOwn, "handled")
                .FirstIf(IsRefused, "fault failed")
                .Because("A page that is bound to a device, or was lost with one, raises SIGBUS; the device's own range fault passes it."))
            .Amend("clear the entries", static step => step.And(Forget));
        return operation.Name switch
        {
            "discard" => amended.Amend("start with the first page", static step => step.And(static d => RefuseRange(d, d.At.Page))
                .FirstIf(static d => d.Me.Status != 0, "leave")),
            "move" => amended.Amend("check the ranges", static step => step.And(static d => RefuseRange(d, d.At.Page))),
            "migrate-to-device" or "migrate-to-memory" => amended.Amend("look up the VMA", static step => step.And(RefuseMigration)),
            "fork" => amended.Amend("copy the VMA", static step => (step with { Effect = SkipVma(step.Effect!) })
                .FirstIf(static d => d.Vma(d.At.Space, d.Me.Cursor).IsBound, "pass the VMA")),
            _ => amended,
        };
    }

    /// <summary>What a device that is gone can no longer do.</summary>
    private static Operation Losing(Operation operation) => operation
        .Amend("copy a page out", static step => step with { Effect = UnlessGone(step.Effect!) })
        .Amend("copy a page in", static step => step with { Effect = UnlessGone(step.Effect!) })
        .Amend("map for the device", static step => step with { Effect = MapUnlessGone(step.Effect!) })
        .Amend("copy a page to the device", static step => step with { Effect = CopyUnlessGone(step.Effect!) })
        .Amend("copy a page to memory", static step => step with { Effect = CopyBackUnlessLost(step.Effect!) })
        .Amend("let go of the device page", static step => step.FirstIf(IsLost, "fault failed"));

    private static bool IsRefused(Draft d) => d.Me.Fault.Original.Kind == PteKind.Locked
        || d.World.Bound(CpuFault.Place(d)).Phase == BindingPhase.Lost;

    /// <summary>A device's range fault faults everything to its end, what the device has locked already among it.</summary>
    private static bool IsOwn(Draft d) => d.Me.Fault.Original.Kind == PteKind.Locked && (d.Me.Marks & FlightMarks.RequestFault) != 0
        && d[d.Me.Fault.Original.Frame].Device == d.World.Owner(d.At.Device);

    /// <summary>Whether the fault's page is still on a device that was torn out.</summary>
    private static bool IsLost(Draft d) => d[CpuFault.Place(d)] is { Kind: PteKind.Private } entry
        && d.World.Device(d[entry.Frame].Device).Phase == DevicePhase.Lost;

    /// <summary>Ends the bindings of pages that have just been unmapped.</summary>
    private static void Forget(Draft d)
    {
        for (byte page = 0; page < d.World.PageCount; page++)
        {
            var place = new Place(d.At.Space, page);
            if (d.World.Bound(place).IsBound && d[place] == Pte.None && IsUnmapped(d, page))
            {
                d.SetBound(place, RangeBinding.None);
            }
        }
    }

    private static bool IsUnmapped(Draft d, byte page) => d.Me.Notice.Event == NotifierEvent.Unmap && d.Me.Notice.Space == d.At.Space
        && d.Me.Notice.Start <= page && page < d.Me.Notice.End;

    private static void RefuseRange(Draft d, byte start)
    {
        for (var page = start; page < d.At.End; page++)
        {
            if (d.Vma(d.At.Space, page).IsBound)
            {
                d.Me.Status = MigrateToDevice.Invalid;
                d.Return(MigrateToDevice.Invalid);
            }
        }
    }

    private static void RefuseMigration(Draft d)
    {
        if (d.Me.Status == 0 && d.Vma(d.At.Space, d.Me.Cursor).IsBound)
        {
            d.Me.Status = Exclusive.Busy;
            d.Me.Migration = default;
        }
    }

    private static Effect<World> SkipVma(Effect<World> copy) => (ref World world, int actor, int arm) =>
    {
        var flight = world.Flights[actor];
        if (!world.Vma(new(flight.At.Space, flight.Cursor)).IsBound)
        {
            copy(ref world, actor, arm);
        }
    };

    private static Effect<World> UnlessGone(Effect<World> access) => (ref World world, int actor, int arm) =>
    {
        if (BindRange.IsGone(in world, world.Flights[actor].At.Device))
        {
            world.Flights[actor].Status = DeviceAccess.NoEntry;
        }
        else
        {
            access(ref world, actor, arm);
        }
    };

    private static Effect<World> MapUnlessGone(Effect<World> map) => (ref World world, int actor, int arm) =>
    {
        if (BindRange.IsGone(in world, world.Flights[actor].At.Device))
        {
            world.Flights[actor].Status = BindRange.NoDevice;
            Sequence.Close(new(ref world, actor, arm));
        }
        else
        {
            map(ref world, actor, arm);
        }
    };

    private static Effect<World> CopyUnlessGone(Effect<World> copy) => (ref World world, int actor, int arm) =>
    {
        if (BindRange.IsGone(in world, world.Flights[actor].Migration.Device))
        {
            world.Flights[actor].Migration.Cursor++;
        }
        else
        {
            copy(ref world, actor, arm);
        }
    };

    private static Effect<World> CopyBackUnlessLost(Effect<World> copy) => (ref World world, int actor, int arm) =>
    {
        ref var migration = ref world.Flights[actor].Migration;
        var source = world[migration.Source[migration.Cursor]];
        if (!source.IsDevice || world.Device(source.Device).Phase != DevicePhase.Lost)
        {
            copy(ref world, actor, arm);
        }
    };
}
