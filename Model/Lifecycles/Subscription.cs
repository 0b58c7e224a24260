using Stateless;
using static Hmm.Model.Lifecycles.SubscriptionState;
using static Hmm.Model.Lifecycles.SubscriptionTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of an interval notifier's subscription (mm/mmu_notifier.c): readers wait while it is invalidating.</summary>
public static class Subscription
{
    /// <summary>The compiled lifecycle.</summary>
    public static Lifecycle<SubscriptionState, SubscriptionTrigger> Life { get; } = new("subscription", Unregistered, Configure);

    /// <summary>Declares what may happen to a subscription.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<SubscriptionState, SubscriptionTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Unregistered)
            .Permit(Insert, Idle)
            .Permit(InsertDuringInvalidation, Invalidating);
        machine.Configure(Idle)
            .Permit(SetSequence, Invalidating)
            .Permit(SubscriptionTrigger.Remove, Unregistered);
        machine.Configure(Invalidating)
            .PermitReentry(SetSequence)
            .Permit(LastEnd, Idle);
    }
}
