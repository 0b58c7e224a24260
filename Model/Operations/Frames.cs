using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>References, mappings and locks of frames: the arithmetic that invariants I6 to I8 are about.</summary>
public static class Frames
{
    /// <summary>Allocates a frame with one reference, the allocator's choice being the lowest that is free.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="record">What it is to be.</param>
    /// <returns>The frame.</returns>
    public static Frame Allocate(this Draft draft, FrameRecord record)
    {
        for (var index = 1; index <= draft.World.FrameCount; index++)
        {
            if (draft.World.Frames[index].Kind == FrameKind.Free)
            {
                draft.World.Frames[index] = record with { References = 1 };
                draft.Me.Reclaim.Reserved &= record.Kind != FrameKind.System;
                return new((byte)index);
            }
        }

        draft.Report(new Violation(ViolationKind.Capacity, 0, 0, 0, 0, 0));
        return Frame.None;
    }

    /// <summary>Allocates a zeroed or copied page of system memory for an anonymous page of a VMA (folio_add_new_anon_rmap).</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="place">The page, whose VMA has an anon_vma.</param>
    /// <param name="content">What it holds.</param>
    /// <returns>The frame.</returns>
    public static Frame AllocateAnonymous(this Draft draft, Place place, ushort content) => draft.Allocate(new FrameRecord
    {
        Kind = FrameKind.System,
        Marks = FrameMarks.Anonymous | FrameMarks.Exclusive,
        AnonVma = draft.World.Vma(place).AnonVma,
        Offset = draft.World.Vma(place).Offset,
        Content = content,
    });

    /// <summary>Notes that get_user_pages touched a page (folio_mark_accessed):
    /// the second touch queues a page of system memory for activation.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Touch(this Draft draft, Frame frame)
    {
        var record = draft[frame];
        var queued = (record.Marks & FrameMarks.Referenced) != 0 && record.Kind == FrameKind.System;
        draft[frame] = record with { Marks = record.Marks | (queued ? FrameMarks.Queued : FrameMarks.Referenced) };
    }

    /// <summary>Takes a page of device memory from the driver's free list, locked (zone_device_page_init).</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="device">The device.</param>
    /// <param name="content">What it holds.</param>
    /// <returns>The frame.</returns>
    public static Frame AllocateDevice(this Draft draft, int device, ushort content)
    {
        Fired.Note(draft, Fired.Bit(DeviceFrameState.Free, DeviceFrameTrigger.Allocate));
        FreeList.Take(draft, draft.World.Owner(device));
        return draft.Allocate(new FrameRecord
        {
            Kind = draft.World.IsCoherent(device) ? FrameKind.Coherent : FrameKind.Private,
            Device = (byte)draft.World.Owner(device),
            Locker = (byte)(draft.Actor + 1),
            Content = content,
        });
    }

    /// <summary>Takes a reference.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Get(this Draft draft, Frame frame)
    {
        var record = draft[frame];
        draft[frame] = record with { References = (byte)(record.References + 1) };
    }

    /// <summary>Drops a reference; the last one frees the frame.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Put(this Draft draft, Frame frame)
    {
        var record = draft[frame];
        if (record.References == 0)
        {
            draft.Report(new Violation(ViolationKind.Count, 0, frame.Index, 0, 0, 0));
            return;
        }

        if (record.References > 1)
        {
            draft[frame] = record with { References = (byte)(record.References - 1) };
            return;
        }

        if (record.IsDevice)
        {
            draft.Fire(frame, DeviceFrameTrigger.LastPut);
            FreeList.Give(draft, record.Device);
        }

        if (record.Mappings > 0)
        {
            draft.Report(new Violation(ViolationKind.Count, 0, frame.Index, 1, 0, 0));
        }

        draft[frame] = default;
        Forget(draft, frame);
    }

    /// <summary>Counts a mapping, with the reference that it holds.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Map(this Draft draft, Frame frame)
    {
        draft.Get(frame);
        draft.AddMapping(frame);
    }

    /// <summary>Drops a mapping, and the reference that it held.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Unmap(this Draft draft, Frame frame)
    {
        draft.DropMapping(frame);
        draft.Put(frame);
    }

    /// <summary>Counts a mapping whose reference exists already.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void AddMapping(this Draft draft, Frame frame)
    {
        draft.Fire(frame, DeviceFrameTrigger.Map);
        var record = draft[frame];
        draft[frame] = record with { Mappings = (byte)(record.Mappings + 1) };
    }

    /// <summary>Drops a mapping but keeps its reference.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void DropMapping(this Draft draft, Frame frame)
    {
        var record = draft[frame];
        if (record.Mappings == 0)
        {
            draft.Report(new Violation(ViolationKind.Count, 0, frame.Index, 2, 0, 0));
            return;
        }

        draft.Fire(frame, record.Mappings > 1 ? DeviceFrameTrigger.Unmap : DeviceFrameTrigger.LastUnmap);
        draft[frame] = record with { Mappings = (byte)(record.Mappings - 1) };
    }

    /// <summary>Tries to lock a folio.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>False when somebody holds the lock.</returns>
    public static bool TryLock(this Draft draft, Frame frame)
    {
        var record = draft[frame];
        if (record.Locker != 0)
        {
            return false;
        }

        draft[frame] = record with { Locker = (byte)(draft.Actor + 1) };
        return true;
    }

    /// <summary>Unlocks a folio, which wakes all who wait for its migration.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    public static void Unlock(this Draft draft, Frame frame) => draft[frame] = draft[frame] with { Locker = 0 };

    /// <summary>Sets or clears a frame's anonymous-exclusive bit.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="exclusive">Whether one entry alone may map it.</param>
    public static void SetExclusive(this Draft draft, Frame frame, bool exclusive)
    {
        var record = draft[frame];
        draft[frame] = record with { Marks = exclusive ? record.Marks | FrameMarks.Exclusive : record.Marks & ~FrameMarks.Exclusive };
    }

    private static void Fire(this Draft draft, Frame frame, DeviceFrameTrigger on)
    {
        var record = draft[frame];
        if (!record.IsDevice)
        {
            return;
        }

        Fired.Note(draft, Fired.Bit(DeviceFrame.Of(record), on));
        if (DeviceFrame.Life.Next(DeviceFrame.Of(record), on) is null)
        {
            draft.Report(new Violation(ViolationKind.DeviceFrame, 0, frame.Index, 0, (byte)DeviceFrame.Of(record), (byte)on));
        }
    }

    /// <summary>Marks whatever still names a frame that was just freed: from now on its use is a use after free.</summary>
    private static void Forget(Draft draft, Frame frame)
    {
        ref var world = ref draft.World;
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            var entry = world.Mirrors[i];
            if (entry.Frame == frame && !entry.IsDangling)
            {
                world.Mirrors[i] = new(frame, entry.Access, dangling: true);
            }
        }

        world.Statuses[frame.Index] = FrameStatus.None;
        for (var i = 0; (world.Keeps & Kept.Dma) != 0 && i < world.DeviceCount * Capacity.Places; i++)
        {
            var entry = world.Dmas[i];
            if (entry.IsLive && entry.Frame == frame)
            {
                world.Dmas[i] = entry.AfterFree();
            }
        }

        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref var flight = ref world.Flights[actor];
            if ((flight.Marks & FlightMarks.Reading) != 0)
            {
                RangeResults.Forget(ref flight.Range, frame);
            }
        }
    }
}
