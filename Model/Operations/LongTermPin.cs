using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A page is pinned for as long as its user likes, as for registered buffers: never in device memory
/// (FOLL_PIN | FOLL_LONGTERM).</summary>
public static class LongTermPin
{
    private const short Pinned = 0;
    private const short Missing = 1;
    private const short OnDevice = 2;

    /// <summary>Pins a page for writing.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Pin(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new("pin", Role.Thread,
        [
            Take(LockClasses.Mmap, LockMode.Read),
            Note("look up the VMA", static d => d.Me.Fault = new() { Page = d.At.Page, Access = Access.Write })
                .If(static d => d.World.Vma(d.At.Place).Protection != Access.Write, "fault failed"),
            Do("pin the page", TryPin)
                .Under(LockClasses.PageTable)
                .From("mm/gup.c:follow_page_pte")
                .If(static d => d.Me.Status == Pinned, "leave")
                .If(static d => d.Me.Status == OnDevice, "lock the device page"),
            .. CpuFault.Handle(driver),
            Note("look again", static d => d.Me.Fault = new() { Page = d.At.Page, Access = Access.Write }).Then("pin the page"),
            Note("fault failed", static d => d.Me.Status = RangeFault.BadAddress).Then("refuse"),
            Await("lock the device page", static d => d[d.Me.Fault.Held].Locker == 0, BeginMove)
                .From("mm/migrate_device.c:migrate_device_coherent_folio")
                .Because("The pin is dropped and a plain reference kept, or it would keep the page from moving. A page that was taken "
                    + "away meanwhile is left alone: Linux 6.12 would turn the entry of a device that has it for itself into a present "
                    + "one, without a word to the device. The migration has the lock from here on, as if it had tried for it itself.")
                .Trying(LockClasses.Folio)
                .If(static d => d.Me.Migration.Collected == 0, "pin the page")
                    with { Takes = [new(LockClasses.Folio)], Releases = [new(LockClasses.Folio)] },
            .. Unmapping.Steps(driver),
            .. Group.Of("copy", driver.CopyToMemory()),
            .. Migration.Pages(driver),
            Note("look whether it moved", static d => d.Me.Status = IsMoving(d) ? (short)0 : (short)Exclusive.Busy)
                .From("mm/migrate_device.c:migrate_device_coherent_folio"),
            .. Migration.Finish(),
            Note("begin again", static d => d.Me.Fault = new() { Page = d.At.Page, Access = Access.Write })
                .From("mm/gup.c:__gup_longterm_locked")
                .If(static d => d.Me.Status == 0, "pin the page"),
            Note("refuse", static d => d.Return(d.Me.Status)),
            Release(LockClasses.Mmap, LockMode.Read) with { Label = "leave" },
        ])
        {
            Rule = "A thread pins a page for as long as it likes; one in device memory moves to system memory first, or the call fails.",
        };
    }

    /// <summary>Drops every pin.</summary>
    /// <returns>The operation.</returns>
    public static Operation Unpin() => new("unpin", Role.Thread,
    [
        Do("drop the pins", static d =>
        {
            for (byte index = 1; index <= d.World.FrameCount; index++)
            {
                var frame = new Frame(index);
                if (IsPinned(in d.World, frame))
                {
                    d.SetStatus(frame, d.World.Status(frame) & ~FrameStatus.Pinned);
                    d.Put(frame);
                }
            }
        }).From("mm/gup.c:unpin_user_page"),
    ])
    {
        Rule = "Whoever pinned pages lets them go; a page that was unmapped meanwhile is freed.",
    };

    /// <summary>Whether a frame is pinned.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>True when it is.</returns>
    internal static bool IsPinned(in World world, Frame frame) => (world.Status(frame) & FrameStatus.Pinned) != 0;

    private static void TryPin(Draft d)
    {
        var entry = d[d.At.Place];
        if (entry is not { Kind: PteKind.Present, IsWritable: true })
        {
            d.Me.Status = Missing;
            return;
        }

        d.Me.Status = d[entry.Frame].IsDevice ? OnDevice : Pinned;
        if (d.Me.Status == OnDevice)
        {
            d.Get(entry.Frame);
            d.Me.Fault.Held = entry.Frame;
        }
        else if (!IsPinned(in d.World, entry.Frame))
        {
            d.Get(entry.Frame);
            d.SetStatus(entry.Frame, d.World.Status(entry.Frame) | FrameStatus.Pinned);
        }
    }

    private static void BeginMove(Draft d)
    {
        var frame = d.Me.Fault.Held;
        if (d[d.At.Place].Kind != PteKind.Present || d[d.At.Place].Frame != frame)
        {
            d.Put(frame);
            d.Me.Fault = new() { Page = d.At.Page, Access = Access.Write };
            return;
        }

        d.TryLock(frame);
        d.Me.Fault = default;
        d.Me.Migration = new() { Whole = true, End = 1, Device = d[frame].Device, Collected = 1 };
        d.Me.Migration.Source[0] = frame;
        d.Me.Migration.Marks[0] = MigrationMarks.Migrate;
    }

    private static bool IsMoving(Draft d) =>
        !d.Me.Migration.Target[0].IsNone && (d.Me.Migration.Marks[0] & MigrationMarks.Migrate) != 0;
}
