using System.Collections.Immutable;
using Hmm.Model.Locking;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Invalidation of a range through interval notifiers (mm/mmu_notifier.c).</summary>
/// <remarks>Subscriptions that begin at the same address are called in the order of their insertion;
/// the model calls them in the order of devices.</remarks>
public static class Notifier
{
    /// <summary>Tells every subscriber that a range is about to change, and waits for their callbacks.</summary>
    /// <param name="name">What is announced.</param>
    /// <param name="driver">The driver that subscribes.</param>
    /// <param name="announce">Writes event, space, range and owner to <see cref="Flight.Notice"/>.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Start(string name, Driver driver, Act announce)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return Group.Of(name,
        [
            Note("name the range", d =>
            {
                d.Me.Notice = default;
                announce(d);
            }),
            Do("count the invalidation", CountIn)
                .Under(LockClasses.Subscriptions)
                .From("mm/mmu_notifier.c:mn_itree_inv_start_range") with { Takes = [new(LockClasses.Notifier)] },
            Note("find the next subscriber", FindSubscriber)
                .If(static d => d.Me.Notice.Device == Capacity.Devices, "stamp the temporary subscriptions"),
            .. Group.Of("callback", driver.Invalidate()),
            Note("pass it", static d => d.Me.Notice.Device++).Then("find the next subscriber"),
            Note("stamp the temporary subscriptions", static d =>
            {
                Sequence.StampTemporary(d);
                d.Me.Notice.Calling = false;
            }).From("lib/test_hmm.c:dmirror_snapshot_invalidate") with { Releases = [new(LockClasses.Notifier)] },
        ]);
    }

    /// <summary>Tells that the range has changed: when no invalidation runs any more, readers may begin.</summary>
    /// <param name="name">What has ended.</param>
    /// <param name="then">The label to go on from; the next step when not given.</param>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> End(string name, string? then = null)
    {
        var step = Do(name, Sequence.CountOut)
            .Under(LockClasses.Notifier, LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:mn_itree_inv_end");
        return [then is null ? step : step.Then(then)];
    }

    private static void CountIn(Draft d)
    {
        var space = d.World.Space(d.Me.Notice.Space);
        d.SetSpace(d.Me.Notice.Space, space with { Active = (byte)(space.Active + 1), IsOdd = space.IsOdd || space.Subscribers != 0 });
        d.Me.Notice.Started = true;
        d.Me.Notice.Calling = true;
    }

    private static void FindSubscriber(Draft d)
    {
        var subscribers = d.World.Space(d.Me.Notice.Space).Subscribers;
        while (d.Me.Notice.Device < Capacity.Devices && (subscribers >> d.Me.Notice.Device & 1) == 0)
        {
            d.Me.Notice.Device++;
        }
    }
}
