using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device goes away while ranges are bound to it.</summary>
public static class LoseDevice
{
    private const int Torn = 1;

    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("lose-device", Role.Environment,
    [
        Choose("stop the device", ["its memory can be read", "its memory is gone"], static _ => true, static d =>
            d.World.Devices[d.At.Device] = d.World.Device(d.At.Device) with
            {
                Phase = d.Arm == Torn ? DevicePhase.Lost : DevicePhase.Draining,
            })
            .Because("From here on it accesses nothing and gets nothing."),
        Note("start with the first page", static d => d.Me.Index = 0),
        Do("find the next bound page", FindBound)
            .If(static d => d.Me.Index == Capacity.Places, Group.Done),
        Take(LockClasses.Mmap, LockMode.Write, static d => d.Me.Index / Capacity.Pages),
        Note("look again", static _ => { })
            .If(static d => !IsBound(d), "leave"),
        .. Notifier.Start("announce the loss", driver, static d =>
        {
            var place = Where(d);
            d.Me.Notice.Event = NotifierEvent.Clear;
            d.Me.Notice.Space = place.Space;
            d.Me.Notice.Start = place.Page;
            d.Me.Notice.End = (byte)(place.Page + 1);
        }),
        Do("take the page from the device", TakeBack)
            .Under(LockClasses.PageTable)
            .Because("What can be read is copied back and belongs to the CPU again. What cannot is lost: touching it goes on raising "
                + "SIGBUS until it is unmapped, and no other loss of data is allowed."),
        .. Notifier.End("end the loss's notice"),
        Do("leave", static d => d.Release(LockClasses.Mmap.First + (d.Me.Index / Capacity.Pages)))
            .Then("find the next bound page") with { Releases = [new(LockClasses.Mmap)] },
    ])
    {
        Requires = static (ref World world, int actor) => !BindRange.IsGone(in world, world.Flights[actor].At.Device),
        Rule = "A device is unplugged, with or without warning: its bindings end, and their contents come back if they can be read.",
    };

    private static Place Where(Draft d) => Place.At(d.Me.Index / Capacity.Pages, d.Me.Index % Capacity.Pages);

    private static bool IsBound(Draft d) => d.World.Bound(Where(d)) is var bound
        && bound.Device == d.At.Device && bound.Phase is BindingPhase.Binding or BindingPhase.Bound;

    private static void FindBound(Draft d)
    {
        while (d.Me.Index < Capacity.Places && !IsBound(d))
        {
            d.Me.Index++;
        }
    }

    private static void TakeBack(Draft d)
    {
        var place = Where(d);
        var entry = d[place];
        var vma = d.World.Vma(place);
        if (d.World.Device(d.At.Device).Phase == DevicePhase.Lost)
        {
            Zap.Slot(d, place);
            d.SetBound(place, new RangeBinding(d.At.Device, BindingPhase.Lost));
            return;
        }

        var frame = d.AllocateAnonymous(place, d[entry.Frame].Content);
        var access = vma.Protection == Access.Write ? Access.Write : vma.Protection == Access.None ? Access.None : Access.Read;
        var present = Pte.Present(frame, access);
        d.AddMapping(frame);
        d.Fire(place, PageLife.Settle(in d.World, present), present);
        d.Unmap(entry.Frame);
        d.SetBound(place, RangeBinding.None);
        d.Change(place.Space, place.Page, place.Page + 1, vma with { IsBound = false });
    }
}
