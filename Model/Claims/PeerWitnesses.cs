using System.Collections.Immutable;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>What must be able to happen where devices reach each other's memory.</summary>
internal static class PeerWitnesses
{
    /// <summary>All of them.</summary>
    /// <param name="peers">The scope in which the devices start with nothing.</param>
    /// <param name="teardown">The scope that starts with a page that device 1 has mapped in the memory of device 0.</param>
    /// <returns>The witnesses.</returns>
    public static ImmutableArray<Witness> Of(string peers, string teardown) =>
    [
        new("W16", "A device writes a page in the memory of one that is called before it.", peers, static (in world) =>
            IsReached(in world, 1, MirrorAccess.Write)),
        new("W16a", "A device reads a page in the memory of one that is called after it.", peers, static (in world) =>
            IsReached(in world, 0, MirrorAccess.Read) || IsReached(in world, 0, MirrorAccess.Write)),
        new("W16b", "A page is open to a peer while an invalidation of it has called nobody yet.", teardown, static (in world) =>
            world.Window(0, 1) == 1
            && Witnesses.Flies(in world, static flight => flight.Notice is { Calling: true, Event: NotifierEvent.Unmap })),
        new("W16c", "A device that had a page in another's memory finds it in system memory.", teardown, static (in world) =>
            world[world.Mirror(1, default).Frame].Kind == FrameKind.System),
        new("W16d", "A peer may read a page of another's memory that it may not write any more.", teardown, static (in world) =>
            IsReached(in world, 1, MirrorAccess.Read) && world.Vma(default).Protection == Access.Read),
    ];

    private static bool IsReached(in World world, int device, MirrorAccess access) =>
        world.Mirror(device, default) is var entry && entry.Access == access && PeerMap.IsPeers(in world, device, entry.Frame);
}
