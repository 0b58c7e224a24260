using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <content>What a CPU thread does to a page: it tells every device, changes the entry, and lets the devices read again.</content>
internal sealed partial class MirrorOperations
{
    /// <summary>The step at which a thread is about to clear a mirror.</summary>
    public const string Clearing = "callback" + Group.Separator + "clear the mirror";

    private static ref MirrorThread Thread(ref MirrorWorld world, int actor) => ref world.Threads[actor - 1 - world.DeviceCount];

    private static byte EntryOf(ref MirrorWorld world, int actor) => world.Table[Thread(ref world, actor).Page];

    private static bool IsFree(ref MirrorWorld world, int actor) => !world.IsHeld(Thread(ref world, actor).Page);

    private Operation<MirrorWorld> Unmap() => new("unmap", Role.Thread,
        [.. Invalidate(static (ref world, actor, _) => world.Table[Thread(ref world, actor).Page] = Entry.None)])
    {
        Requires = static (ref world, actor) =>
            EntryOf(ref world, actor) is not (Entry.None or Entry.Migrating) && IsFree(ref world, actor),
    };

    private Operation<MirrorWorld> Protect() => new("protect", Role.Thread,
        [.. Invalidate(static (ref world, actor, _) => world.Table[Thread(ref world, actor).Page] = Entry.Read)])
    {
        Requires = static (ref world, actor) => EntryOf(ref world, actor) == Entry.Write && IsFree(ref world, actor),
    };

    /// <summary>Moves a page to a device, or from any device back to memory.</summary>
    private Operation<MirrorWorld> Migrate() => new("migrate", Role.Thread,
    [
        .. Invalidate(static (ref world, actor, _) => world.Table[Thread(ref world, actor).Page] = Entry.Migrating),
        new() { Label = "finish the migration", Effect = Finish },
    ])
    {
        Requires = static (ref world, actor) => IsFree(ref world, actor)
            && (Thread(ref world, actor).Target == 0
                ? EntryOf(ref world, actor) >= Entry.Device
                : EntryOf(ref world, actor) is Entry.Read or Entry.Write),
    };

    private ImmutableArray<Step<MirrorWorld>> Invalidate(Effect<MirrorWorld> change) =>
    [
        new()
        {
            Label = "start the invalidation",
            Effect = (ref world, actor, _) =>
            {
                Thread(ref world, actor).ToCall = (byte)((1 << devices) - 1);
                world.Active++;
            },
        },
        .. Group.Of("callback", Callback()),
        new() { Label = "change the entry", Effect = change },
        new() { Label = "end the invalidation", Effect = End },
    ];

    /// <summary>One device after the other, in any order.</summary>
    private ImmutableArray<Step<MirrorWorld>> Callback() =>
    [
        new()
        {
            Label = "take the driver lock",
            Takes = mutant == 3 ? [] : [new(DriverLock)],
            Arms = [.. Enumerable.Range(0, devices).Select(static device => $"d{device}")],
            Permits = mutant == 3
                ? static (ref world, actor, arm) => (Thread(ref world, actor).ToCall >> arm & 1) != 0
                : static (ref world, actor, arm) =>
                    (Thread(ref world, actor).ToCall >> arm & 1) != 0 && !world.Devices[arm].IsLocked,
            Effect = (ref world, actor, arm) =>
            {
                Thread(ref world, actor).Device = (byte)(arm + 1);
                world.Devices[arm].IsLocked |= mutant != 3;
            },
        },
        new() { Label = "stamp the notifier", Effect = Stamp },
        new()
        {
            Label = "clear the mirror",
            Effect = static (ref world, actor, _) =>
            {
                ref var thread = ref Thread(ref world, actor);
                world.Devices[thread.Device - 1].Mirror[thread.Page] = 0;
            },
        },
        new Step<MirrorWorld>
        {
            Label = "release the driver lock",
            Releases = mutant == 3 ? [] : [new(DriverLock)],
            Effect = (ref world, actor, _) =>
            {
                ref var thread = ref Thread(ref world, actor);
                world.Devices[thread.Device - 1].IsLocked &= mutant == 3;
                thread.ToCall &= (byte)~(1 << (thread.Device - 1));
                thread.Device = 0;
            },
        }
            .When(static (ref world, actor) => Thread(ref world, actor).ToCall != 0, "take the driver lock"),
    ];

    /// <summary>Makes those who begin to read the page wait, and a fault that has begun try again.</summary>
    private static void Stamp(ref MirrorWorld world, int actor, int arm)
    {
        ref var thread = ref Thread(ref world, actor);
        ref var device = ref world.Devices[thread.Device - 1];
        device.Busy |= (byte)(1 << thread.Page);
        device.IsStale |= device.Page == thread.Page + 1;
    }

    /// <summary>The last invalidation that ends lets everybody read again.</summary>
    private static void End(ref MirrorWorld world, int actor, int arm)
    {
        world.Active--;
        for (var device = 0; device < world.DeviceCount && world.Active == 0; device++)
        {
            world.Devices[device].Busy = 0;
        }
    }

    private static void Finish(ref MirrorWorld world, int actor, int arm)
    {
        ref var thread = ref Thread(ref world, actor);
        world.Table[thread.Page] = (byte)(thread.Target == 0 ? Entry.Write : Entry.Device + thread.Target - 1);
    }
}
