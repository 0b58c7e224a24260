using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>The parts of a world that can differ within a scope, one after the other: what an exploration stores.</summary>
/// <remarks>A world has room for the largest recording; a scope of two pages uses a tenth of it. What a scope cannot change is taken from
/// the
/// world that exploration starts from.</remarks>
internal sealed class WorldCodec
{
    private readonly List<(int Offset, int Length)> segments = [];
    private World start;

    public WorldCodec(Scope scope, in World from)
    {
        start = from;
        ref var world = ref start;
        var frames = (int)start.FrameCount;
        for (var space = 0; space < scope.Spaces; space++)
        {
            var row = space * Capacity.Pages;
            Add(ref world.Ptes[row], scope.Pages);
            Add(ref world.Vmas[row], scope.Pages);
            Add(ref world.Truths[row], scope.Pages);
            Add(ref world.AnonOrders[row], scope.Pages);
            for (var device = 0; device < scope.Devices; device++)
            {
                Add(ref world.Mirrors[((device * Capacity.Spaces) + space) * Capacity.Pages], scope.Pages);
            }
        }

        Add(ref world.Frames[1], frames);
        Add(ref world.Spaces[0], scope.Spaces);
        Add(ref world.Locks[0], Capacity.Locks);
        Add(ref world.AnonParents[1], scope.Spaces * scope.Pages);
        Add(ref world.FirstViolation, 1);
        AddExtensions(scope);
        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            AddFlight(ref world.Flights[actor], scope);
        }

        Merge();
        Length = segments.Sum(segment => segment.Length);
    }

    /// <summary>Bytes of an encoded world.</summary>
    public int Length { get; }

    /// <summary>The world that exploration starts from.</summary>
    public ref readonly World Start => ref start;

    public void Encode(in World world, Span<byte> state)
    {
        var bytes = World.Bytes(in world);
        var at = 0;
        foreach (var (offset, length) in CollectionsMarshal.AsSpan(segments))
        {
            bytes.Slice(offset, length).CopyTo(state[at..]);
            at += length;
        }
    }

    public void Decode(ReadOnlySpan<byte> state, out World world)
    {
        world = start;
        var bytes = MemoryMarshal.AsBytes(new Span<World>(ref world));
        var at = 0;
        foreach (var (offset, length) in CollectionsMarshal.AsSpan(segments))
        {
            state.Slice(at, length).CopyTo(bytes[offset..]);
            at += length;
        }
    }

    private void Add<T>(ref T first, int count)
        where T : unmanaged
    {
        if (count == 0)
        {
            return;
        }

        var offset = (int)Unsafe.ByteOffset(ref Unsafe.As<World, byte>(ref Unsafe.AsRef(in start)), ref Unsafe.As<T, byte>(ref first));
        segments.Add((offset, count * Unsafe.SizeOf<T>()));
    }

    /// <summary>The tables that only some protocols keep.</summary>
    private void AddExtensions(Scope scope)
    {
        ref var world = ref start;
        for (var row = 0; row < scope.Spaces * Capacity.Pages; row += Capacity.Pages)
        {
            Add(ref world.Bindings[row], scope.Keeps.HasFlag(Kept.Bindings) ? scope.Pages : 0);
            for (var device = 0; device < scope.Devices; device++)
            {
                Add(ref world.Dmas[(device * Capacity.Places) + row], scope.Keeps.HasFlag(Kept.Dma) ? scope.Pages : 0);
            }
        }

        Add(ref world.Windows[0], scope.Keeps.HasFlag(Kept.Windows) ? Capacity.Devices * scope.Devices : 0);
        Add(ref world.Devices[0], scope.Keeps.HasFlag(Kept.Devices) ? scope.Devices : 0);
        Add(ref world.Statuses[1], scope.Keeps.HasFlag(Kept.Statuses) ? start.FrameCount : 0);
        Add(ref world.Begun[0], scope.Times > 0 ? scope.Actors.Length : 0);
        AddFiles(scope);
    }

    private void AddFiles(Scope scope)
    {
        if (!scope.Keeps.HasFlag(Kept.Files))
        {
            return;
        }

        ref var world = ref start;
        for (var file = 0; file < Capacity.Files; file++)
        {
            Add(ref world.Cache[(file + 1) * Capacity.Pages], scope.Pages);
            Add(ref world.Stores[file * Capacity.Pages], scope.Keeps.HasFlag(Kept.Stored) ? scope.Pages : 0);
            Add(ref world.FileTruths[file * Capacity.Pages], scope.Keeps.HasFlag(Kept.Stored) ? scope.Pages : 0);
        }

        Add(ref world.Cache[(Capacity.Files + 1) * Capacity.Pages], scope.Pages);
        Add(ref world.Sizes[0], Capacity.Files);
        for (var row = 0; row < scope.Spaces * Capacity.Pages; row += Capacity.Pages)
        {
            Add(ref world.FileOrders[row], scope.Pages);
        }
    }

    /// <summary>A flight without its outcome, which nobody sees while exploring, and with rows as long as the scope.</summary>
    private void AddFlight(ref Flight flight, Scope scope)
    {
        var pages = scope.Pages;
        Add(ref flight.Position, 1);
        Add(ref flight.At, 1);
        Add(ref flight.Cursor, 1);
        Add(ref flight.Limit, 1);
        Add(ref flight.Status, 1);
        Add(ref flight.Index, 1);
        Add(ref flight.Marks, 1);
        Add(ref flight.Fault, 1);
        Add(ref flight.Notice, 1);
        var registers = (int)Unsafe.ByteOffset(
            ref Unsafe.As<MigrationRegisters, byte>(ref flight.Migration), ref Unsafe.As<FrameRow, byte>(ref flight.Migration.Source));
        Add(ref Unsafe.As<MigrationRegisters, byte>(ref flight.Migration), registers);
        Add(ref Unsafe.As<FrameRow, Frame>(ref flight.Migration.Source), pages);
        Add(ref Unsafe.As<FrameRow, Frame>(ref flight.Migration.Target), pages);
        Add(ref Unsafe.As<MarkRow, MigrationMarks>(ref flight.Migration.Marks), pages);
        Add(ref flight.Reclaim, scope.Keeps.HasFlag(Kept.Swap) ? 1 : 0);
        Add(ref flight.Freed, scope.Keeps.HasFlag(Kept.Devices) ? 1 : 0);
        Add(ref flight.Range.Start, 4);
        Add(ref Unsafe.As<NumberRow, ushort>(ref flight.Range.Results), pages);
    }

    private void Merge()
    {
        segments.Sort();
        for (var i = segments.Count - 1; i > 0; i--)
        {
            if (segments[i - 1].Offset + segments[i - 1].Length == segments[i].Offset)
            {
                segments[i - 1] = (segments[i - 1].Offset, segments[i - 1].Length + segments[i].Length);
                segments.RemoveAt(i);
            }
        }
    }
}
