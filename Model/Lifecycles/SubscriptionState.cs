namespace Hmm.Model.Lifecycles;

/// <summary>Where a subscription stands.</summary>
public enum SubscriptionState : byte
{
    /// <summary>Not in the tree.</summary>
    Unregistered,

    /// <summary>Its number differs from the current odd one: a read section may begin.</summary>
    Idle,

    /// <summary>Stamped with the current odd number: a read section waits.</summary>
    Invalidating,
}
