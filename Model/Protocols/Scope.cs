using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Protocols;

/// <summary>How much is explored: every interleaving of the actors' operations on so many pages and devices. Every verdict names
/// it.</summary>
public sealed record Scope
{
    /// <summary>Frames of all memory, where no scope says otherwise: enough for what can be explored, and few, because worlds keep
    /// them.</summary>
    internal const int FramesOfScope = 15;

    private readonly int pages;

    /// <summary>Pages of the arena.</summary>
    public required int Pages
    {
        get => pages;
        init => pages = value is >= 1 and <= 4 ? value : throw new ArgumentOutOfRangeException(
            nameof(Pages), value, "A scope has 1 to 4 pages: beyond that no exploration ends; random schedules go further.");
    }

    /// <summary>Pages of an arena that no exploration could complete: for random schedules.</summary>
    internal int ManyPages
    {
        init => pages = value;
    }

    /// <summary>Frames of all memory.</summary>
    internal int Frames { get; init; } = FramesOfScope;

    /// <summary>Devices with private memory.</summary>
    public int PrivateDevices
    {
        get;
        init => field = value is >= 0 and <= Capacity.Devices ? value : throw new ArgumentOutOfRangeException(
            nameof(PrivateDevices), value, "A scope has 0 to 4 devices.");
    }

    /// <summary>Devices with coherent memory, numbered after the others.</summary>
    public int CoherentDevices
    {
        get;
        init => field = value is >= 0 and <= Capacity.Devices ? value : throw new ArgumentOutOfRangeException(
            nameof(CoherentDevices), value, "A scope has 0 to 4 devices.");
    }

    /// <summary>Whether the devices are files of one device, opened by the same process, which share its memory and its owner.</summary>
    public bool SharesOwner { get; init; }

    /// <summary>The groups of devices that reach each other's memory; a device of no group reaches nobody's.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups { get; init; } = [];

    /// <summary>Address spaces that may come to be, the first one counted.</summary>
    public int Spaces { get; init; } = 1;

    /// <summary>The tables of extensions that the scope's operations use.</summary>
    public Kept Keeps { get; init; }

    /// <summary>Pages of system memory that may be allocated at once; 0 for as many as the model has frames.</summary>
    public int SystemLimit { get; init; }

    /// <summary>Pages that may be allocated at once on each device; 0 for as many as the model has frames.</summary>
    public int DeviceLimit { get; init; }

    /// <summary>What the first actor does before exploration starts, each operation run to its end with nobody else running, where it
    /// may go several ways the usual one.</summary>
    public ImmutableArray<Invocation> Prelude { get; init; } = [];

    /// <summary>How many operations each actor may begin; 0 for any number. With a bound every fair run must end, or somebody
    /// starves.</summary>
    public int Times { get; init; }

    /// <summary>What each actor may do, one list an actor.</summary>
    public required ImmutableArray<ImmutableArray<Invocation>> Actors { get; init; }

    /// <summary>Devices of both kinds.</summary>
    public int Devices => PrivateDevices + CoherentDevices;

    /// <summary>The world in which the prelude starts: one process, its arena mapped readable and writable, private and
    /// anonymous.</summary>
    /// <returns>The world.</returns>
    public World Start()
    {
        var world = World.Start(Pages, Devices, ((1 << CoherentDevices) - 1) << PrivateDevices, recording: false);
        world.SharesOwner = SharesOwner;
        world.Keeps = Keeps;
        world.SystemLimit = (byte)SystemLimit;
        foreach (var (device, owner) in Groups.SelectMany(static group =>
            from device in @group from owner in @group where device != owner select (device, owner)))
        {
            world.Links |= (ushort)(1 << ((device * Capacity.Devices) + owner));
        }

        for (var device = 0; device < Devices; device++)
        {
            world.Devices[device] = new(DevicePhase.Online, (byte)DeviceLimit) { Listed = (byte)DeviceLimit };
        }

        for (var page = 0; page < Pages; page++)
        {
            world.Vmas[page] = new Vma
            {
                Kind = VmaKind.AnonymousPrivate,
                Protection = Access.Write,
                IsAccounted = true,
                IsFirst = page == 0,
                Offset = (byte)page,
            };
        }

        return world;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var devices = (PrivateDevices, CoherentDevices) switch
        {
            (_, 0) => Count(PrivateDevices, "private device"),
            (0, _) => Count(CoherentDevices, "coherent device"),
            _ => $"{Count(PrivateDevices, "private")} and {Count(CoherentDevices, "coherent device")}",
        };
        devices = SharesOwner ? $"one device opened {Devices} times" : devices;
        return $"{Count(Pages, "page")}, {devices}, {Count(Spaces, "process")}, {Count(Actors.Length, "actor")}";
    }

    private static string Count(int number, string noun) =>
        $"{number} {noun}{(number == 1 ? string.Empty : noun.EndsWith('s') ? "es" : "s")}";
}
