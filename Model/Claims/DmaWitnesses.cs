using System.Collections.Immutable;
using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>What must be able to happen with bus addresses.</summary>
internal static class DmaWitnesses
{
    private const short NoMemory = -12;

    /// <summary>All of them.</summary>
    /// <param name="pages">The scope without a reserved range.</param>
    /// <param name="range">The scope that starts with one.</param>
    /// <returns>The witnesses.</returns>
    public static ImmutableArray<Witness> Of(string pages, string range) =>
    [
        new("W14", "A device has written a page that nobody has made dirty yet.", pages, static (in world) =>
            world.Dma(0, default).IsWritten),
        new("W14a", "A callback waits for an access that is under way.", pages, static (in world) =>
            Witnesses.Flies(in world, static flight => (flight.Marks & FlightMarks.Accessing) != 0)
            && Witnesses.Flies(in world, static flight => flight.Notice.Calling)
            && world.Mirror(0, default) == MirrorEntry.None),
        new("W14b", "A device cannot map a page for want of a bus address.", pages, static (in world) =>
            Witnesses.Flies(in world, static flight => flight.Status == NoMemory)),
        new("W14c", "A page that a device has written has moved to its memory, and is dirty there.", pages, static (in world) =>
            world[world[default(Place)].Frame].Kind == FrameKind.Private
            && (world.Status(world[default(Place)].Frame) & FrameStatus.Dirty) != 0),
        new("W14d", "A bus address of a reserved range is backed again after its page went.", range, static (in world) =>
            world.Dma(0, default) is { IsReserved: true, IsLive: true } address && world[address.Frame].Content == 1),
        new("W14e", "A page is mapped at an address of its own after its range was given back.", range, static (in world) =>
            world.Dma(0, default) is { IsReserved: false, IsLive: true }),
    ];
}
