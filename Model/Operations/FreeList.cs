using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The driver's list of the free pages of its device's memory: where migration takes pages from, and where page_free puts them
/// when their last reference goes.</summary>
/// <remarks>Kept where <see cref="Kept.Devices"/> is in use and the device's memory has an end; elsewhere a page is always free.</remarks>
public static class FreeList
{
    private const int BitsADevice = 4;
    private const int Most = (1 << BitsADevice) - 1;

    /// <summary>Whether a page of a device's memory can be had.</summary>
    /// <param name="world">The world.</param>
    /// <param name="device">The device that has the memory.</param>
    /// <returns>True when one is on the list, or no list is kept.</returns>
    public static bool HasPage(in World world, int device) => !IsKept(in world, device) || world.Device(device).Listed > 0;

    /// <summary>The pages of a device's memory that somebody has: those in use, and those whose last reference went but which the driver
    /// has not got back (what the reference count of struct dev_pagemap counts).</summary>
    /// <param name="world">The world.</param>
    /// <param name="device">The device.</param>
    /// <returns>The count.</returns>
    public static int InUse(in World world, int device)
    {
        var used = 0;
        for (var index = 1; index < Capacity.Frames; index++)
        {
            used += world.Frames[index].IsDevice && world.Frames[index].Device == device ? 1 : 0;
        }

        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            used += Freed(in world.Flights[actor], device);
        }

        return used;
    }

    /// <summary>The device pages of which an operation dropped the last reference and which it has yet to give back.</summary>
    /// <param name="flight">The operation.</param>
    /// <param name="device">The device.</param>
    /// <returns>The count.</returns>
    public static int Freed(in Flight flight, int device) => flight.Freed >> (device * BitsADevice) & Most;

    /// <summary>Lets device memory be full: a page for which there is no room stays where it is, and page_free runs as a step of its own,
    /// under the page-table lock, where zapping an entry drops the last reference.</summary>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, changed where it takes device pages or clears entries.</returns>
    public static Operation Bound(Operation operation) => operation
        .Amend("copy a page to the device", static step => step.Instead(
            static d => !HasPage(in d.World, d.World.Owner(d.Me.Migration.Device)),
            static d => d.Me.Migration.Cursor++))
        .Amend("clear the entries", static step => (step with { Within = [], Takes = [.. step.Takes, new(LockClasses.PageTable)] })
            .FirstIf(static d => d.Me.Freed == 0, "release the page table"))
        .Amend("clear the entries", Locked)
        .Insert("clear the entries",
            Do("give the freed pages back", GiveBack)
                .Under(LockClasses.FreeList)
                .From("mm/memremap.c:free_zone_device_folio")
                .Because("The driver's page_free runs where the last reference went, here under the page-table lock, so that it must not "
                    + "sleep; the page counts as used until it has returned."),
            Note("release the page table", static d => d.Release(LockClasses.PageTable.First)) with
            {
                Releases = [new(LockClasses.PageTable)],
            });

    /// <summary>Takes a page off the list.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="device">The device that has the memory.</param>
    internal static void Take(Draft draft, int device)
    {
        if (!IsKept(in draft.World, device))
        {
            return;
        }

        var record = draft.World.Device(device);
        if (record.Phase != DevicePhase.Online || record.Listed == 0)
        {
            draft.Report(new Violation(ViolationKind.Registration, 0, (byte)device, 0, (byte)record.Phase, 0));
        }

        draft.SetDevice(device, record with { Listed = (byte)(record.Listed - 1) });
    }

    /// <summary>Puts a page back on the list, at once or, where the page-table lock is kept, in a step of its own.</summary>
    /// <param name="draft">The draft of the step that dropped the last reference.</param>
    /// <param name="device">The device that has the memory.</param>
    internal static void Give(Draft draft, int device)
    {
        if (!IsKept(in draft.World, device))
        {
            return;
        }

        if (draft.World.Locks[LockClasses.PageTable.First] >> Capacity.WriterShift == draft.Actor + 1)
        {
            draft.Me.Freed += (ushort)(1 << (device * BitsADevice));
            return;
        }

        List(draft, device, 1);
    }

    /// <summary>The kernel's page_free of a driver: a page of memory that goes is not listed again.</summary>
    private static void List(Draft draft, int device, int pages)
    {
        var record = draft.World.Device(device);
        if (record.Phase == DevicePhase.Online)
        {
            draft.SetDevice(device, record with { Listed = (byte)(record.Listed + pages) });
        }
    }

    private static void GiveBack(Draft draft)
    {
        for (var device = 0; device < draft.World.DeviceCount; device++)
        {
            List(draft, device, Freed(in draft.Me, device));
        }

        draft.Me.Freed = 0;
    }

    private static Step Locked(Step step)
    {
        var effect = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                new Draft(ref world, actor).Take(LockClasses.PageTable.First, LockMode.Write);
                effect?.Invoke(ref world, actor, arm);
            },
        };
    }

    private static bool IsKept(in World world, int device) => (world.Keeps & Kept.Devices) != 0 && world.Device(device).Limit > 0;
}
