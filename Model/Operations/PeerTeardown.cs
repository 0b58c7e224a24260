using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>What an invalidation does where devices map each other's memory, in this order: the range is marked, every peer lets go, the
/// owners let go and close their windows, the entries change, the pages are given back.</summary>
/// <remarks>The order of callbacks is that of the subscriptions and means nothing, so there are two rounds of them. Who is called in the
/// second one, whatever it owns, knows that nobody reaches it any more.</remarks>
internal static class PeerTeardown
{
    /// <summary>Marks the range for every subscriber at once: no page that was looked up before can be mapped from here on.</summary>
    /// <param name="d">The draft.</param>
    public static void MarkRange(Draft d)
    {
        var subscribers = d.World.Space(d.Me.Notice.Space).Subscribers;
        for (byte device = 0; device < d.World.DeviceCount; device++)
        {
            var isOwn = d.Me.Notice.Event == NotifierEvent.Exclusive && d.Me.Notice.Owner == device + 1;
            if ((subscribers >> device & 1) != 0 && !isOwn)
            {
                d.Me.Notice.Device = device;
                Sequence.Stamp(d);
            }
        }

        d.Me.Notice.Device = 0;
    }

    /// <summary>The first round of callbacks: every device lets go of what it reaches of others' memory.</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Peers() =>
    [
        Note("begin with the peers", static d => d.Me.Notice.Device = 0),
        Note("find the next peer", static d => FindSubscriber(d))
            .If(static d => d.Me.Notice.Device == Capacity.Devices, "peers are gone"),
        .. Group.Of("peer",
        [
            Take(LockClasses.Driver, LockMode.Write, Mirror),
            Note("look for pages of other devices", static _ => { })
                .If(static d => !ForEach(d, static (_, _) => { }), "release driver_mutex"),
            Do("stop the device", static d => ForEach(d, static (d, place) =>
                d.SetMirror(d.Me.Notice.Device, place, MirrorEntry.None)))
                .Because("The mirror goes first, with whatever the device has cached of it: nothing is under way to the bus any more."),
            Do("take back the bus addresses", static d => ForEach(d, static (d, place) =>
            {
                var address = d.World.Dma(d.Me.Notice.Device, place);
                d.SetDma(d.Me.Notice.Device, place, address.Emptied());
                d.CountWindow(d[address.Frame].Device, d.Me.Notice.Device, -1);
            })),
            Release(LockClasses.Driver, LockMode.Write, Mirror),
        ]),
        Note("pass the peer", static d => d.Me.Notice.Device++).Then("find the next peer"),
        Mark("peers are gone"),
        Note("begin with the owners", static d => d.Me.Notice.Device = 0),
    ];

    /// <summary>In the second round: a device closes its window on the pages of the range that nobody uses any more.</summary>
    /// <returns>The step.</returns>
    public static Step CloseWindows() => Do("close the windows", static d =>
    {
        for (int page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
        {
            var entry = d[Place.At(d.Me.Notice.Space, page)];
            if (entry.Kind == PteKind.Private && d[entry.Frame].Device == d.World.Owner(d.Me.Notice.Device)
                && !IsUsed(in d.World, entry.Frame))
            {
                d.SetStatus(entry.Frame, d.World.Status(entry.Frame) & ~FrameStatus.Exposed);
            }
        }
    })
        .Under(LockClasses.FreeList)
        .Because("A page that fork shared may still be in use in another address space: it closes with the last of them.");

    /// <summary>Keeps the device pages of the range when their entries go, so that they are given back in a step of their own.</summary>
    /// <param name="step">The step that clears the entries.</param>
    /// <returns>The changed step.</returns>
    public static Step Keeping(Step step)
    {
        var clear = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var d = new Draft(ref world, actor, arm);
                for (var page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
                {
                    var entry = d[new Place(d.Me.Notice.Space, page)];
                    if (entry.Kind == PteKind.Private)
                    {
                        d.Get(entry.Frame);
                        d.Me.Migration.Source[page] = entry.Frame;
                    }
                }

                d.Me.Migration.Collected = 1;
                clear?.Invoke(ref world, actor, arm);
            },
        };
    }

    /// <summary>Gives back the device pages whose entries went.</summary>
    /// <returns>The step.</returns>
    public static Step GiveBack() => Do("give the device pages back", static d =>
    {
        for (var page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
        {
            // Whoever gives a page back before its entry is cleared drops the entry's own reference.
            var entry = d[new Place(d.Me.Notice.Space, page)];
            var isEarly = d.Me.Migration.Collected == 0 && entry.Kind == PteKind.Private;
            var frame = isEarly ? entry.Frame : d.Me.Migration.Source[page];
            d.Me.Migration.Source[page] = Frame.None;
            if (!frame.IsNone)
            {
                d.Put(frame);
            }
        }

        d.Me.Migration.Collected = 0;
    })
        .Under(LockClasses.FreeList)
        .Because("In Linux 6.12 the entry and the page go in one step, under the page-table lock.");

    /// <summary>Whether a device reaches a frame.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>True when a bus address stands for it.</returns>
    private static bool IsUsed(in World world, Frame frame)
    {
        for (var i = 0; i < world.DeviceCount * Capacity.Places; i++)
        {
            if (world.Dmas[i].IsLive && world.Dmas[i].Frame == frame)
            {
                return true;
            }
        }

        return false;
    }

    private static void FindSubscriber(Draft d)
    {
        var subscribers = d.World.Space(d.Me.Notice.Space).Subscribers;
        while (d.Me.Notice.Device < Capacity.Devices && (subscribers >> d.Me.Notice.Device & 1) == 0)
        {
            d.Me.Notice.Device++;
        }
    }

    private static int Mirror(Draft d) => (d.Me.Notice.Device * Capacity.Spaces) + d.Me.Notice.Space;

    /// <summary>Does something with every page of the range at which the called device reaches another's memory.</summary>
    /// <returns>Whether there is one.</returns>
    private static bool ForEach(Draft d, Action act)
    {
        var any = false;
        for (var page = d.Me.Notice.Start; page < d.Me.Notice.End; page++)
        {
            var place = new Place(d.Me.Notice.Space, page);
            var entry = d.World.Dma(d.Me.Notice.Device, place);
            if (entry.IsLive && (entry.IsDangling || PeerMap.IsPeers(in d.World, d.Me.Notice.Device, entry.Frame)))
            {
                act(d, place);
                any = true;
            }
        }

        return any;
    }

    private delegate void Action(Draft d, Place place);
}
