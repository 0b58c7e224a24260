using System.Diagnostics.CodeAnalysis;
using Hmm.Model.Locking;
using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>The successor of a world while one step writes it.</summary>
/// <remarks>A world is immutable to everybody but the step that makes its successor: an engine copies the world, hands the copy to the step
/// as a draft, and publishes it when the step is done. Immutable outside, mutable inside,
/// as System.Collections.Immutable's builders are.</remarks>
public readonly ref struct Draft
{
    private readonly ref World world;
    private readonly ref Flight me;

    /// <summary>A draft for one step of an actor.</summary>
    /// <param name="world">The engine's own copy.</param>
    /// <param name="actor">Whose step it is.</param>
    /// <param name="arm">The choice arm that was taken, from 0.</param>
    [SuppressMessage("Maintainability", "CA1045", Justification = "The reference is the engine's private copy.")]
    public Draft(ref World world, int actor, int arm = 0)
    {
        this.world = ref world;
        me = ref world.Flights[actor];
        Actor = actor;
        Arm = arm;
    }

    /// <summary>The world as written so far.</summary>
    public ref World World => ref world;

    /// <summary>The registers of the operation whose step this is.</summary>
    public ref Flight Me => ref me;

    /// <summary>The operation's arguments.</summary>
    public Binding At => me.At;

    /// <summary>Whose step it is.</summary>
    public int Actor { get; }

    /// <summary>Which way was chosen, from 0, where a step may go either way.</summary>
    public int Arm { get; }

    /// <summary>The page-table entry of a place. Written by the lifecycle's functions alone.</summary>
    /// <param name="place">The place.</param>
    public Pte this[Place place]
    {
        get => world[place];
        internal set => world.Ptes[(place.Space * Capacity.Pages) + place.Page] = value;
    }

    /// <summary>The record of a frame.</summary>
    /// <param name="frame">The frame.</param>
    public FrameRecord this[Frame frame]
    {
        get => world.Frames[frame.Index];
        set => world.Frames[frame.Index] = value;
    }

    /// <summary>Sets what the VMAs say of a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="vma">The attributes.</param>
    public void SetVma(Place place, Vma vma) => world.Vmas[(place.Space * Capacity.Pages) + place.Page] = vma;

    /// <summary>Sets a device's mirror of a place.</summary>
    /// <param name="device">The device.</param>
    /// <param name="place">The place.</param>
    /// <param name="entry">The entry.</param>
    public void SetMirror(int device, Place place, MirrorEntry entry) =>
        world.Mirrors[(((device * Capacity.Spaces) + place.Space) * Capacity.Pages) + place.Page] = entry;

    /// <summary>Sets the page cache's frame for a page of an object.</summary>
    /// <param name="memoryObject">The object.</param>
    /// <param name="offset">The page offset.</param>
    /// <param name="frame">The frame, or none.</param>
    public void SetCached(int memoryObject, int offset, Frame frame) => world.Cache[(memoryObject * Capacity.Pages) + offset] = frame;

    /// <summary>Sets an address space's record.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="record">The record.</param>
    public void SetSpace(int space, Space record) => world.Spaces[space] = record;

    /// <summary>Sets the length of a named file.</summary>
    /// <param name="file">The file, from 0.</param>
    /// <param name="pages">The length in pages.</param>
    public void SetLength(int file, int pages) => world.Sizes[file] = (byte)pages;

    /// <summary>Sets the binding of a page to a device.</summary>
    /// <param name="place">The page.</param>
    /// <param name="binding">The binding.</param>
    public void SetBound(Place place, RangeBinding binding) => world.Bindings[(place.Space * Capacity.Pages) + place.Page] = binding;

    /// <summary>Sets what backs the bus address of a page for a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="place">The page.</param>
    /// <param name="entry">The entry of the IOMMU.</param>
    public void SetDma(int device, Place place, DmaEntry entry) =>
        world.Dmas[(((device * Capacity.Spaces) + place.Space) * Capacity.Pages) + place.Page] = entry;

    /// <summary>Counts the pages of one device's memory that another one has mapped.</summary>
    /// <param name="owner">The device that has the memory.</param>
    /// <param name="peer">The device that reaches into it.</param>
    /// <param name="pages">One more or one less.</param>
    public void CountWindow(int owner, int peer, int pages) =>
        world.Windows[(owner * Capacity.Devices) + peer] = (byte)(world.Window(owner, peer) + pages);

    /// <summary>Sets a device's memory.</summary>
    /// <param name="device">The device.</param>
    /// <param name="record">Its record.</param>
    public void SetDevice(int device, DeviceRecord record) => world.Devices[device] = record;

    /// <summary>Sets what extensions keep of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="status">Its status.</param>
    public void SetStatus(Frame frame, FrameStatus status) => world.Statuses[frame.Index] = status;

    /// <summary>Sets what is stored of a page of a named file.</summary>
    /// <param name="file">The file, from 0.</param>
    /// <param name="offset">The page offset.</param>
    /// <param name="value">The value.</param>
    public void SetStored(int file, int offset, ushort value) => world.Stores[(file * Capacity.Pages) + offset] = value;

    /// <summary>Whether a lock instance could be taken now.</summary>
    /// <param name="instance">The instance in the lock table.</param>
    /// <param name="mode">How.</param>
    /// <returns>True when nobody holds it in a way that excludes that.</returns>
    public bool CanTake(int instance, LockMode mode)
    {
        var held = world.Locks[instance];
        return mode == LockMode.Read ? held >> Capacity.WriterShift == 0 : held == 0;
    }

    /// <summary>Takes a lock instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="mode">How.</param>
    public void Take(int instance, LockMode mode) =>
        world.Locks[instance] |= (ushort)(mode == LockMode.Read ? 1 << Actor : (Actor + 1) << Capacity.WriterShift);

    /// <summary>Releases a lock instance, however it is held.</summary>
    /// <param name="instance">The instance.</param>
    public void Release(int instance)
    {
        var held = world.Locks[instance];
        world.Locks[instance] = (held >> Capacity.WriterShift) == Actor + 1 ? (ushort)0 : (ushort)(held & ~(1 << Actor));
    }

    /// <summary>Records that a rule is broken, unless one already was.</summary>
    /// <param name="violation">What is broken.</param>
    public void Report(Violation violation)
    {
        if (world.Violation.Kind == ViolationKind.None)
        {
            world.Violation = violation with { Actor = (byte)Actor };
        }
    }

    /// <summary>Sets what the caller sees as the result.</summary>
    /// <param name="result">0, a negative errno, or a negative signal.</param>
    public void Return(int result)
    {
        if (world.IsRecording)
        {
            me.Outcome.Return = (short)result;
        }
    }

    /// <summary>Sets a value that the caller sees.</summary>
    /// <param name="number">The page's number in the range.</param>
    /// <param name="value">The value.</param>
    public void ReturnValue(int number, int value)
    {
        if (world.IsRecording)
        {
            me.Outcome.Values[number] = (ushort)value;
        }
    }

    /// <summary>Sets the count of pages that the caller sees.</summary>
    /// <param name="pages">The count.</param>
    public void ReturnPages(int pages)
    {
        if (world.IsRecording)
        {
            me.Outcome.Pages = (byte)pages;
        }
    }

    /// <summary>Counts a fault that the caller sees.</summary>
    public void CountFault()
    {
        if (world.IsRecording)
        {
            me.Outcome.Faults++;
        }
    }
}
