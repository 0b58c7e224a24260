using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device gets a range to itself: the CPU's access raises SIGBUS for as long as the binding lasts.</summary>
/// <remarks>mmap_lock is held for writing throughout, so that whoever faults meanwhile waits, and finds the range bound or as it
/// was.</remarks>
public static class BindRange
{
    /// <summary>-EACCES: the range may not be written.</summary>
    public const short Denied = -13;

    /// <summary>-ENODEV: the device is gone.</summary>
    public const short NoDevice = -19;

    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new("bind-range", Role.Thread,
        [
            Take(LockClasses.Mmap),
            Note("check the range", Check)
                .If(static d => d.Me.Status != 0, "refuse"),
            Do("mark the range", static d => Mark(d, new RangeBinding(d.At.Device, BindingPhase.Binding))),
            .. Populate(driver),
            Note("migrate the range", Begin),
            .. Migration.Setup(driver),
            .. Group.Of("copy", driver.CopyToDevice()),
            .. Migration.Pages(driver),
            .. Group.Of("map", driver.MapMoved()),
            .. Migration.Finish(),
            .. Notifier.Start("announce the binding", driver, static d =>
            {
                Mapping.Announce(d, NotifierEvent.Clear, d.At.Page, d.At.End);
                d.Me.Notice.Owner = (byte)(d.World.Owner(d.At.Device) + 1);
            }),
            Do("put the locked entries", Install)
                .Under(LockClasses.PageTable)
                .Because("All pages or none: one that did not move, or that another process maps, would stay within a CPU's reach."),
            .. Notifier.End("end the binding's notice"),
            Note("look whether it is bound", static _ => { })
                .If(static d => d.Me.Status == 0, "leave"),
            Do("give up", static d => Mark(d, RangeBinding.None))
                .Because("What has moved stays on the device, and comes back when it is touched."),
            Note("refuse", static d => d.Return(d.Me.Status)),
            Release(LockClasses.Mmap) with { Label = "leave" },
        ])
        {
            Rule = "A thread binds a range to a device: all of it moves there and stays until it is unbound or unmapped, or nothing "
                + "changes.",
        };
    }

    /// <summary>The end of a binding; the pages stay on the device until somebody touches them.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Unbind(Driver driver) => new("unbind-range", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Note("check the range", static d => d.Me.Status = d.World.Bound(d.At.Place) switch
        {
            { Phase: BindingPhase.Bound } when IsAllBound(d) => 0,
            { Phase: BindingPhase.Lost } => NoDevice,
            _ => (short)MigrateToDevice.Invalid,
        }).If(static d => d.Me.Status != 0, "refuse"),
        .. Notifier.Start("announce the unbinding", driver,
            static d => Mapping.Announce(d, NotifierEvent.Clear, d.At.Page, d.At.End)),
        Do("restore the entries", static d =>
        {
            for (var page = d.At.Page; page < d.At.End; page++)
            {
                var place = new Place(d.At.Space, page);
                var writable = d.World.Vma(place).Protection == Access.Write;
                var entry = Pte.Private(d[place].Frame, writable ? Access.Write : Access.Read);
                d.Fire(place, writable ? PageTrigger.UnbindWritable : PageTrigger.UnbindReadOnly, entry);
            }

            Mark(d, RangeBinding.None);
        }).Under(LockClasses.PageTable),
        .. Notifier.End("end the unbinding's notice", "leave"),
        Note("refuse", static d => d.Return(d.Me.Status)),
        Release(LockClasses.Mmap) with { Label = "leave" },
    ])
    {
        Rule = "A thread ends a binding; the pages return to system memory one by one, when they are touched.",
    };

    /// <summary>Whether a device may not be used any more.</summary>
    /// <param name="world">The world.</param>
    /// <param name="device">The device.</param>
    /// <returns>True when it was torn out or is going.</returns>
    internal static bool IsGone(in World world, int device) => world.Device(device).Phase is DevicePhase.Draining or DevicePhase.Lost;

    /// <summary>Sets or clears the binding of the operation's range.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="binding">The binding, or none.</param>
    internal static void Mark(Draft d, RangeBinding binding)
    {
        for (int page = d.At.Page; page < d.At.End;)
        {
            var end = Math.Min(AddressSpace.Extent(in d.World, Place.At(d.At.Space, page)).End, d.At.End);
            d.Change(d.At.Space, page, end, d.Vma(d.At.Space, page) with { IsBound = binding.IsBound });
            for (; page < end; page++)
            {
                d.SetBound(Place.At(d.At.Space, page), binding);
            }
        }
    }

    /// <summary>Touches every page as a write would, so that it is there and this process alone has it.</summary>
    private static System.Collections.Immutable.ImmutableArray<Step> Populate(Driver driver) => Group.Of("populate",
    [
        Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
        Note("look at the page", static _ => { })
            .If(static d => d.Me.Cursor == d.At.End, "populated"),
        Do("fault for write unless it is there", static d => d.Me.Fault = new() { Page = d.Me.Cursor, Access = Access.Write })
            .Under(LockClasses.PageTable)
            .If(static d => IsAlone(d, new(d.At.Space, d.Me.Cursor)), "pass the page"),
        .. CpuFault.Handle(driver),
        Note("look again", static _ => { }).Then("look at the page"),
        Note("fault failed", static d => d.Me.Status = RangeFault.BadAddress).Then("give up"),
        Note("pass the page", static d => d.Me.Cursor++).Then("look at the page"),
        Note("populated", static d => d.Me.Fault = default),
    ]);

    private static void Check(Draft d)
    {
        d.Me.Status = IsGone(in d.World, d.At.Device) ? NoDevice : (short)0;
        for (var page = d.At.Page; page < d.At.End && d.Me.Status == 0; page++)
        {
            var vma = d.Vma(d.At.Space, page);
            d.Me.Status = !vma.IsAnonymous || d.World.IsCoherent(d.At.Device) ? (short)MigrateToDevice.Invalid
                : vma.IsBound ? (short)Exclusive.Busy
                : vma.Protection != Access.Write ? Denied
                : (short)0;
        }
    }

    /// <summary>Whether a page is in memory, or on the device already, and nobody else maps it.</summary>
    private static bool IsAlone(Draft d, Place place) =>
        d[place] is { Kind: PteKind.Present, IsWritable: true } || IsOnDevice(d, place);

    private static bool IsOnDevice(Draft d, Place place) => d[place] is { Kind: PteKind.Private, IsWritable: true } entry
        && d[entry.Frame].Device == d.World.Owner(d.At.Device) && d[entry.Frame].Mappings == 1;

    private static bool IsAllBound(Draft d)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            if (d.World.Bound(new(d.At.Space, page)) != d.World.Bound(d.At.Place))
            {
                return false;
            }
        }

        return true;
    }

    private static void Begin(Draft d) => d.Me.Migration = new()
    {
        Space = d.At.Space,
        Start = d.At.Page,
        End = d.At.End,
        Select = MigrationSelect.System,
        Device = d.At.Device,
        Mirror = d.At.Space,
    };

    private static void Install(Draft d)
    {
        d.Me.Status = IsGone(in d.World, d.At.Device) ? NoDevice : (short)0;
        for (var page = d.At.Page; page < d.At.End && d.Me.Status == 0; page++)
        {
            d.Me.Status = IsOnDevice(d, new(d.At.Space, page)) ? (short)0 : (short)Exclusive.Busy;
        }

        for (var page = d.At.Page; page < d.At.End && d.Me.Status == 0; page++)
        {
            var place = new Place(d.At.Space, page);
            d.Fire(place, PageTrigger.Bind, Pte.Locked(d[place].Frame, Access.Write));
            d.SetBound(place, new RangeBinding(d.At.Device, BindingPhase.Bound));
        }
    }
}
