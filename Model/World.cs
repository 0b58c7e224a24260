using System.Runtime.InteropServices;
using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>Everything observable at one instant, as one immutable value: page tables, frames, mirrors, subscriptions, locks, and the
/// operations in flight. The only thing that the engines store.</summary>
/// <remarks>No references inside: copying is assignment, equality and hash go over the bytes. Readers use the indexers; a step changes its
/// own copy through a <see cref="Draft"/>, and nobody else can.</remarks>
public partial struct World : IEquatable<World>
{
    internal PteTable Ptes;
    internal VmaTable Vmas;
    internal MirrorTable Mirrors;
    internal FrameTable Frames;
    internal CacheTable Cache;
    internal SpaceTable Spaces;
    internal LockTable Locks;
    internal SizeTable Sizes;
    internal AnonVmaTable AnonParents;
    internal TruthTable Truths;
    internal OrderTable AnonOrders;
    internal OrderTable FileOrders;
    internal FlightTable Flights;
    internal Violation FirstViolation;
    internal FiredTable Fired;
    internal BindingTable Bindings;
    internal DmaTable Dmas;
    internal WindowTable Windows;
    internal DeviceTable Devices;
    internal StatusTable Statuses;
    internal StoredTable Stores;
    internal StoredTable FileTruths;
    internal BegunTable Begun;

    /// <summary>The first rule that a step found broken.</summary>
    public Violation Violation
    {
        readonly get => FirstViolation;
        internal set => FirstViolation = value;
    }

    /// <summary>Whether operations keep what their callers see; explorers leave it out, because it makes equal situations differ.</summary>
    public bool IsRecording { get; internal set; }

    /// <summary>The devices whose memory is coherent, one bit each; the others' is private.</summary>
    public byte CoherentDevices { get; internal set; }

    /// <summary>The number of pages of the arena that are in use.</summary>
    public byte PageCount { get; internal set; }

    /// <summary>The number of devices in use.</summary>
    public byte DeviceCount { get; internal set; }

    /// <summary>The number of frames that may be allocated at once.</summary>
    public byte FrameCount { get; internal set; }

    /// <summary>Which tables of extensions are in use.</summary>
    public Kept Keeps { get; internal set; }

    /// <summary>Pages of system memory that may be allocated at once; 0 for as many as there are frames.</summary>
    public byte SystemLimit { get; internal set; }

    /// <summary>Whether all devices are files of one device, which share its memory and its name as an owner.</summary>
    public bool SharesOwner { get; internal set; }

    /// <summary>Which device reaches which other's memory, a row of owners a device, a bit each.</summary>
    internal ushort Links;

    /// <summary>The page-table entry of a place.</summary>
    /// <param name="place">The place.</param>
    public readonly Pte this[Place place] => Ptes[(place.Space * Capacity.Pages) + place.Page];

    /// <summary>The record of a frame.</summary>
    /// <param name="frame">The frame.</param>
    public readonly FrameRecord this[Frame frame] => Frames[frame.Index];

    /// <summary>What the VMAs say of a place.</summary>
    /// <param name="place">The place.</param>
    /// <returns>The attributes, a hole where nothing is mapped.</returns>
    public readonly Vma Vma(Place place) => Vmas[(place.Space * Capacity.Pages) + place.Page];

    /// <summary>A device's mirror of a place.</summary>
    /// <param name="device">The device.</param>
    /// <param name="place">The place.</param>
    /// <returns>The entry.</returns>
    public readonly MirrorEntry Mirror(int device, Place place) =>
        Mirrors[(((device * Capacity.Spaces) + place.Space) * Capacity.Pages) + place.Page];

    /// <summary>The page cache's frame for a page of an object.</summary>
    /// <param name="memoryObject">The object.</param>
    /// <param name="offset">The page offset.</param>
    /// <returns>The frame, or none.</returns>
    public readonly Frame Cached(int memoryObject, int offset) => Cache[(memoryObject * Capacity.Pages) + offset];

    /// <summary>The life and subscriptions of an address space.</summary>
    /// <param name="space">The address space.</param>
    /// <returns>Its record.</returns>
    public readonly Space Space(int space) => Spaces[space];

    /// <summary>The operation that an actor has in flight.</summary>
    /// <param name="actor">The actor.</param>
    /// <returns>The flight, idle when there is none.</returns>
    public readonly Flight Flight(int actor) => Flights[actor];

    /// <summary>The length of an object in pages: named files can be truncated, other objects have no end.</summary>
    /// <param name="memoryObject">The object, counted from 1.</param>
    /// <returns>The length.</returns>
    public readonly int Length(int memoryObject) => memoryObject is >= 1 and <= Capacity.Files ? Sizes[memoryObject - 1] : Capacity.Pages;

    /// <summary>Whether a device's memory is coherent.</summary>
    /// <param name="device">The device.</param>
    /// <returns>True for coherent, false for private memory.</returns>
    public readonly bool IsCoherent(int device) => (CoherentDevices >> device & 1) != 0;

    /// <summary>The owner that a device's memory and migrations carry (dev_pagemap.owner): the device itself, or the one that all are
    /// files of.</summary>
    /// <param name="device">The device; one that no world has stands for none, which owns nothing.</param>
    /// <returns>The owner.</returns>
    public readonly int Owner(int device) => SharesOwner && device < Capacity.Devices ? 0 : device;

    /// <summary>Whether no operation is in flight.</summary>
    /// <returns>True when every flight is idle.</returns>
    public readonly bool IsQuiet()
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            if (Flights[actor].Position != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two worlds are the same in every byte.</summary>
    /// <param name="left">One world.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are.</returns>
    public static bool operator ==(in World left, in World right) => Bytes(in left).SequenceEqual(Bytes(in right));

    /// <summary>Whether two worlds differ.</summary>
    /// <param name="left">One world.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they do.</returns>
    public static bool operator !=(in World left, in World right) => !(left == right);

    /// <inheritdoc/>
    public readonly bool Equals(World other) => Bytes(in this).SequenceEqual(Bytes(in other));

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is World other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes(in this));
        return hash.ToHashCode();
    }

    /// <summary>The world's bytes.</summary>
    /// <param name="world">The world.</param>
    /// <returns>A view of it.</returns>
    internal static ReadOnlySpan<byte> Bytes(in World world) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<World>(in world));
}
