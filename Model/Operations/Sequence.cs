using Hmm.Model.Lifecycles;

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
        var state = busy ? SubscriptionState.Invalidating : SubscriptionState.Idle;
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
