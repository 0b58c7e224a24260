using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;

namespace Hmm.Model.Claims;

/// <summary>What breaks an invariant: a page, a device, a frame, or an address space.</summary>
/// <param name="Place">The page; its space alone where the invariant is about a space.</param>
/// <param name="Device">The device, -1 where none is concerned.</param>
/// <param name="Frame">The frame, none where none is concerned.</param>
public readonly record struct Finding(Place Place, int Device = -1, Frame Frame = default)
{
    /// <summary>The finding with the values that contradict each other.</summary>
    /// <param name="world">The world that it was found in.</param>
    /// <returns>A few words.</returns>
    public string Describe(in World world)
    {
        if (Step(world.Violation) is { } violated)
        {
            return violated;
        }

        var frame = Frame.IsNone ? string.Empty : Describe(in world, Frame);
        if (Device >= 0)
        {
            return $"{Place} on d{Device}: the mirror says {world.Mirror(Device, Place)}, the CPU table {world[Place]}{frame}";
        }

        return Frame.IsNone ? $"{Place}: {world[Place]}" : $"{Place}: {world[Place]}{frame}";
    }

    /// <summary>What a step did: page, state and trigger, where a lifecycle did not permit it; the locks, where their order did
    /// not.</summary>
    private static string? Step(Violation violation) => violation.Kind switch
    {
        ViolationKind.Page =>
            $"m{violation.First}.p{violation.Second} in state {(PageState)violation.State}: "
            + $"{(PageTrigger)violation.Trigger} is not permitted",
        ViolationKind.DeviceFrame =>
            $"f{violation.First} in state {(DeviceFrameState)violation.State}: {(DeviceFrameTrigger)violation.Trigger} is not permitted",
        ViolationKind.MigrationEntry => $"m{violation.First}.p{violation.Second} in state {(MigrationEntryState)violation.State}: "
            + $"{(MigrationEntryTrigger)violation.Trigger} is not permitted",
        ViolationKind.Subscription => $"d{violation.Second} on m{violation.First} in state {(SubscriptionState)violation.State}: "
            + $"{(SubscriptionTrigger)violation.Trigger} is not permitted",
        ViolationKind.LockOrder =>
            $"a{violation.Actor} takes {LockClasses.All[violation.First]} while it holds {LockClasses.All[violation.Second]}",
        _ => null,
    };

    private static string Describe(in World world, Frame frame)
    {
        var record = world[frame];
        return $"; {frame} is {record.Kind}, "
            + $"{Count(record.References, "reference")}, {Count(record.Mappings, "mapping")}, holds {record.Content}";
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? string.Empty : "s")}";
}
