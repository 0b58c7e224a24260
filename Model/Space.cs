namespace Hmm.Model;

/// <summary>One address space's notifier subscriptions and life.</summary>
/// <remarks>The kernel's sequence numbers are compared for equality alone, so two facts stand for them: whether the number is odd, which
/// means that an invalidation that hit a subscription is running, and for each subscription whether its own number is that odd one
/// (<see cref="Busy"/>), in which case a reader waits. Source: mm/mmu_notifier.c, mmu_interval_read_begin and mn_itree_inv_end.</remarks>
public readonly record struct Space
{
    /// <summary>Whether the address space has users.</summary>
    public bool IsAlive { get; init; }

    /// <summary>Invalidations between start and end.</summary>
    public byte Active { get; init; }

    /// <summary>Whether the sequence number is odd.</summary>
    public bool IsOdd { get; init; }

    /// <summary>The devices whose mirror subscribes, one bit each.</summary>
    public byte Subscribers { get; init; }

    /// <summary>The devices whose subscription was stamped by the running invalidation, one bit each.</summary>
    public byte Busy { get; init; }
}
