using System.Runtime.CompilerServices;
using Hmm.Model.Memory;

#pragma warning disable SA1402 // The arrays of a world are one concept, told apart only by element and length.

namespace Hmm.Model;

/// <summary>The page-table entries, a row of pages a space.</summary>
[InlineArray(Capacity.Places)]
internal struct PteTable
{
    private Pte first;
}

/// <summary>The VMAs' attributes, a row of pages a space.</summary>
[InlineArray(Capacity.Places)]
internal struct VmaTable
{
    private Vma first;
}

/// <summary>The mirrors, a row of pages a device and space.</summary>
[InlineArray(Capacity.Devices * Capacity.Places)]
internal struct MirrorTable
{
    private MirrorEntry first;
}

/// <summary>The frames.</summary>
[InlineArray(Capacity.Frames)]
internal struct FrameTable
{
    private FrameRecord first;
}

/// <summary>The page cache, a row of offsets an object.</summary>
[InlineArray(Capacity.Objects * Capacity.Pages)]
internal struct CacheTable
{
    private Frame first;
}

/// <summary>The address spaces.</summary>
[InlineArray(Capacity.Spaces)]
internal struct SpaceTable
{
    private Space first;
}

/// <summary>The lock instances: readers as a mask of actors, above it the writer, counted from 1.</summary>
[InlineArray(Capacity.Locks)]
internal struct LockTable
{
    private ushort first;
}

/// <summary>The operations in flight.</summary>
[InlineArray(Capacity.Actors)]
internal struct FlightTable
{
    private Flight first;
}

/// <summary>A frame a page.</summary>
[InlineArray(Capacity.Pages)]
internal struct FrameRow
{
    private Frame first;
}

/// <summary>Migration marks, a page each.</summary>
[InlineArray(Capacity.Pages)]
internal struct MarkRow
{
    private MigrationMarks first;
}

/// <summary>A number a page.</summary>
[InlineArray(Capacity.Pages)]
internal struct NumberRow
{
    private ushort first;
}

/// <summary>The lengths of the named files in pages.</summary>
[InlineArray(Capacity.Files)]
internal struct SizeTable
{
    private byte first;
}

/// <summary>The parent of each anon_vma, 0 for a root.</summary>
[InlineArray(Capacity.Frames)]
internal struct AnonVmaTable
{
    private byte first;
}

/// <summary>For the first page of each VMA, when it entered a reverse map's tree in relation to the others, from 1.</summary>
[InlineArray(Capacity.Places)]
internal struct OrderTable
{
    private byte first;
}

/// <summary>The value last written to each private page, plus one;
/// 0 where nothing was written since the page was mapped or discarded.</summary>
[InlineArray(Capacity.Places)]
internal struct TruthTable
{
    private ushort first;
}

/// <summary>Which transitions of which lifecycle were taken since the recording began or was read, a bit each.</summary>
[InlineArray(Capacity.FiredWords)]
internal struct FiredTable
{
    private ulong first;
}

/// <summary>The bindings of pages to devices, a row of pages a space.</summary>
[InlineArray(Capacity.Places)]
internal struct BindingTable
{
    private RangeBinding first;
}

/// <summary>What backs the bus addresses of devices, a row of pages a device and space.</summary>
[InlineArray(Capacity.Devices * Capacity.Places)]
internal struct DmaTable
{
    private DmaEntry first;
}

/// <summary>How often each device's memory is open to each other device, a row of peers an owner.</summary>
[InlineArray(Capacity.Devices * Capacity.Devices)]
internal struct WindowTable
{
    private byte first;
}

/// <summary>The devices' memory.</summary>
[InlineArray(Capacity.Devices)]
internal struct DeviceTable
{
    private DeviceRecord first;
}

/// <summary>What extensions keep of frames.</summary>
[InlineArray(Capacity.Frames)]
internal struct StatusTable
{
    private FrameStatus first;
}

/// <summary>What is stored of the named files, a row of offsets a file.</summary>
[InlineArray(Capacity.Files * Capacity.Pages)]
internal struct StoredTable
{
    private ushort first;
}

/// <summary>How many operations each actor has begun.</summary>
[InlineArray(Capacity.Actors)]
internal struct BegunTable
{
    private byte first;
}
