using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;

namespace Hmm.Model.Operations;

/// <summary>The sequence numbers of interval notifiers, as facts that stay bounded: see <see cref="Space"/>.</summary>
public static class Sequence
{
    /// <summary>Whether a reader of a device's subscription has to wait: it was stamped by an invalidation that still runs.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>True when it has to wait.</returns>
    public static bool IsBusy(Draft draft) => (draft.Me.Marks & FlightMarks.Temporary) != 0
        ? (draft.Me.Marks & FlightMarks.TemporaryBusy) != 0
        : (draft.World.Space(draft.At.Space).Busy >> draft.At.Device & 1) != 0;

    /// <summary>The names of the ways to go on: the driver gives up when it has retried for a second.</summary>
    internal static readonly ImmutableArray<string> InTime = ["in time", "a second has passed"];

    /// <summary>Begins to read the page table, waiting for a running invalidation; a driver that has retried for a second gives
    /// up.</summary>
    /// <param name="giveUp">The label to go to then, with -EBUSY in <see cref="Flight.Status"/>.</param>
    /// <returns>The steps.</returns>
    internal static ImmutableArray<Step> BeginSteps(string giveUp) =>
    [
        (Vocabulary.Choose("begin to read the page table", InTime, MayRunOut, BeginInTime) with
        {
            Guard = static (ref World world, int actor) => !IsBusy(new Draft(ref world, actor)),
        })
            .Under(LockClasses.Subscriptions)
            .From("mm/mmu_notifier.c:mmu_interval_read_begin")
            .Because("The kernel is free here: whether a second has passed depends on what else the machine does.")
            .If(static d => d.Me.Status == Exclusive.Busy, giveUp),
    ];

    /// <summary>Whether the driver's clock may have run out: when it starts over; and, in a recording, whenever other threads run, which
    /// may
    /// have kept this one from running for a second.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>True when the chosen way is possible.</returns>
    internal static bool MayRunOut(Draft draft) =>
        draft.Arm == 0 || (draft.Me.Marks & FlightMarks.Retrying) != 0 || (draft.World.IsRecording && IsAccompanied(draft));

    private static bool IsAccompanied(Draft draft)
    {
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            if (actor != draft.Actor && !draft.World.Flights[actor].IsIdle)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens a read section, or gives up with -EBUSY in <see cref="Flight.Status"/>.</summary>
    /// <param name="draft">The draft.</param>
    internal static void BeginInTime(Draft draft)
    {
        draft.Me.Status = draft.Arm == 0 ? (short)0 : (short)Exclusive.Busy;
        if (draft.Arm == 0)
        {
            Begin(draft);
        }
    }

    /// <summary>Opens a read section (mmu_interval_read_begin).</summary>
    /// <param name="draft">The draft.</param>
    public static void Begin(Draft draft) => draft.Me.Marks = (draft.Me.Marks & ~FlightMarks.Stale) | FlightMarks.Reading;

    /// <summary>Closes the read section.</summary>
    /// <param name="draft">The draft.</param>
    public static void Close(Draft draft) => draft.Me.Marks &= ~(FlightMarks.Reading | FlightMarks.Stale);

    /// <summary>Whether an invalidation stamped the subscription since the read section opened.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>True when the reader has to start over.</returns>
    public static bool IsStale(Draft draft) => (draft.Me.Marks & FlightMarks.Stale) != 0;

    /// <summary>Stamps a subscription with the running invalidation's number (mmu_interval_set_seq).</summary>
    /// <param name="draft">The draft of the invalidating step.</param>
    public static void Stamp(Draft draft)
    {
        var (space, device) = (draft.Me.Notice.Space, draft.Me.Notice.Device);
        var record = draft.World.Space(space);
        var busy = (record.Busy >> device & 1) != 0;
        var subscribed = (record.Subscribers >> device & 1) != 0;
        var state = !subscribed ? SubscriptionState.Unregistered : busy ? SubscriptionState.Invalidating : SubscriptionState.Idle;
        Fired.Note(draft, Fired.Bit(state, SubscriptionTrigger.SetSequence));
        if (Subscription.Life.Next(state, SubscriptionTrigger.SetSequence) is null)
        {
            draft.Report(new Violation(ViolationKind.Subscription, 0, space, device, (byte)state, (byte)SubscriptionTrigger.SetSequence));
        }

        draft.SetSpace(space, record with { Busy = (byte)(record.Busy | (1 << device)) });
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref var flight = ref draft.World.Flights[actor];
            if ((flight.Marks & (FlightMarks.Reading | FlightMarks.Temporary)) == FlightMarks.Reading
                && flight.At.Space == space && flight.At.Device == device)
            {
                flight.Marks |= FlightMarks.Stale;
            }
        }
    }

    /// <summary>Stamps the snapshots' own subscriptions that the running invalidation meets.</summary>
    /// <param name="draft">The draft of the invalidating step.</param>
    public static void StampTemporary(Draft draft)
    {
        var notice = draft.Me.Notice;
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref var flight = ref draft.World.Flights[actor];
            if ((flight.Marks & FlightMarks.Temporary) != 0 && flight.At.Space == notice.Space
                && flight.Range.Start < notice.End && notice.Start < flight.Range.End)
            {
                var isReading = (flight.Marks & FlightMarks.Reading) != 0;
                flight.Marks |= FlightMarks.TemporaryBusy | (isReading ? FlightMarks.Stale : FlightMarks.None);
            }
        }
    }

    /// <summary>Ends an invalidation; the last one makes the sequence number even and lets the waiting readers begin.</summary>
    /// <param name="draft">The draft.</param>
    public static void CountOut(Draft draft)
    {
        var record = draft.World.Space(draft.Me.Notice.Space);
        var last = record.Active == 1;
        if (last && record.Busy != 0)
        {
            Fired.Note(draft, Fired.Bit(SubscriptionState.Invalidating, SubscriptionTrigger.LastEnd));
        }

        draft.SetSpace(draft.Me.Notice.Space, record with
        {
            Active = (byte)(record.Active - 1),
            IsOdd = record.IsOdd && !last,
            Busy = last ? (byte)0 : record.Busy,
        });
        for (var actor = 0; actor < Capacity.Actors && last; actor++)
        {
            ref var flight = ref draft.World.Flights[actor];
            if (flight.At.Space == draft.Me.Notice.Space)
            {
                flight.Marks &= ~FlightMarks.TemporaryBusy;
            }
        }

        draft.Me.Notice = default;
    }
}
