namespace Hmm.Model.Lifecycles;

/// <summary>What happens to a subscription.</summary>
public enum SubscriptionTrigger : byte
{
    /// <summary>Inserted while nothing is being invalidated.</summary>
    Insert,

    /// <summary>Inserted while an invalidation runs.</summary>
    InsertDuringInvalidation,

    /// <summary>A callback stamps it (mmu_interval_set_seq).</summary>
    SetSequence,

    /// <summary>The last running invalidation ends.</summary>
    LastEnd,

    /// <summary>Taken out of the tree.</summary>
    Remove,
}
