using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Operations;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>What actors do in mirror-core, as operations.</summary>
/// <param name="devices">How many devices there are.</param>
/// <param name="mutant">0 for the protocol as it is, 1 to 3 for its mutants.</param>
internal sealed partial class MirrorOperations(int devices, int mutant)
{
    /// <summary>A driver's lock: guards its mirror, and the mark that makes its fault try again.</summary>
    public static readonly LockClass DriverLock =
        new(0, "driver lock", 0, LockKind.Sleeping, -1, MirrorWorld.DevicesMax, "a device's mirror and the retry of its fault");

    public ImmutableArray<Operation<MirrorWorld>> All() => [Fault(), Unmap(), Protect(), Migrate(), Populate(), Upgrade()];

    private static ref MirrorDevice Device(ref MirrorWorld world, int actor) => ref world.Devices[actor - 1];

    private static Operation<MirrorWorld> Populate() => new("populate", Role.Environment,
    [
        new()
        {
            Label = "fill the entry",
            Arms = ["read-only", "read-write"],
            Effect = static (ref world, _, arm) => world.Table[world.OutsidePage] = (byte)(arm == 0 ? Entry.Read : Entry.Write),
        },
    ])
    {
        Requires = static (ref world, _) => world.Table[world.OutsidePage] == Entry.None && !world.IsHeld(world.OutsidePage),
    };

    private static Operation<MirrorWorld> Upgrade() => new("upgrade", Role.Environment,
    [
        new()
        {
            Label = "make the entry writable",
            Effect = static (ref world, _, _) => world.Table[world.OutsidePage] = Entry.Write,
        },
    ])
    {
        Requires = static (ref world, _) => world.Table[world.OutsidePage] == Entry.Read && !world.IsHeld(world.OutsidePage),
    };

    private Operation<MirrorWorld> Fault() => new("fault", Role.Device,
    [
        new() { Label = "begin to read", Guard = mutant == 2 ? null : MayRead },
        new Step<MirrorWorld>
        {
            Label = "walk the page table",
            Effect = static (ref world, actor, _) =>
                Device(ref world, actor).Snapshot = world.Rights(Device(ref world, actor).Page - 1, actor - 1),
        }
            .When(static (ref world, actor) => Device(ref world, actor).Snapshot == 0, Group.Done),
        new()
        {
            Label = "take the driver lock",
            Takes = [new(DriverLock)],
            Guard = static (ref world, actor) => !Device(ref world, actor).IsLocked,
            Effect = static (ref world, actor, _) => Device(ref world, actor).IsLocked = true,
        },
        new Step<MirrorWorld> { Label = "check for a retry", Effect = CheckForRetry }
            .When(static (ref world, actor) => Device(ref world, actor).Page == 0, "release the driver lock"),
        new() { Label = "install the entry", Effect = Install },
        new()
        {
            Label = "release the driver lock",
            Releases = [new(DriverLock)],
            Effect = static (ref world, actor, _) => Device(ref world, actor).IsLocked = false,
        },
    ]);

    /// <summary>A fault waits while its page's notifier is stamped by an invalidation that runs.</summary>
    private static bool MayRead(ref MirrorWorld world, int actor)
    {
        ref var device = ref Device(ref world, actor);
        return (device.Busy >> (device.Page - 1) & 1) == 0;
    }

    private void CheckForRetry(ref MirrorWorld world, int actor, int arm)
    {
        ref var device = ref Device(ref world, actor);
        if (device.IsStale && mutant != 1)
        {
            device.Forget();
        }

        device.IsStale = false;
    }

    private static void Install(ref MirrorWorld world, int actor, int arm)
    {
        ref var device = ref Device(ref world, actor);
        device.Mirror[device.Page - 1] = device.Snapshot;
        device.Forget();
    }
}
