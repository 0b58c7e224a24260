using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device maps another device's private memory: the page table's walk reports it, and the driver opens a window to it.</summary>
/// <remarks>What the device reaches is, from the outside in: its mirror, a bus address behind it, a count in the window between the two
/// devices, and the page's mark that the window shows it. Each is there as long as what stands before it.</remarks>
internal static class PeerMap
{
    /// <summary>Has a walk of the page table report what the caller's device can reach of another's memory, instead of asking that device
    /// to bring it back.</summary>
    /// <param name="step">The step that reads an entry.</param>
    /// <returns>The changed step.</returns>
    public static Step Reporting(Step step)
    {
        var otherwise = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var d = new Draft(ref world, actor, arm);
                var entry = Clearing.Visible(d, new(d.At.Space, d.Me.Range.Cursor));
                if (IsReachable(d, entry))
                {
                    d.Me.Status = 0;
                    d.Me.Range.Results[d.Me.Range.Cursor++] = RangeResults.Of(entry.Frame, entry.IsWritable);
                }
                else
                {
                    otherwise?.Invoke(ref world, actor, arm);
                }
            },
        };
    }

    /// <summary>Opens the windows that the reported pages need, with the driver's mutex held and the retry check made.</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<Step> Open() =>
    [
        Note("look for pages of other devices", static _ => { })
            .If(static d => !ForEach(d, static (_, _, _) => { }), "map for the device"),
        Do("open the windows", static d => ForEach(d, static (d, place, result) =>
        {
            var frame = RangeResults.Frame(result);
            d.SetStatus(frame, d.World.Status(frame) | FrameStatus.Exposed);
            var address = d.World.Dma(d.At.Device, place);
            d.CountWindow(d[frame].Device, d.At.Device, address.IsLive ? 0 : 1);
            d.SetDma(d.At.Device, place, address.Linked(frame, RangeResults.Has(result, RangeResults.Writable)));
        }))
            .Under(LockClasses.FreeList)
            .Because("Under the owner's lock, or the owner could find the page unused, on behalf of another process that fork shared it "
                + "with, and close its window. An address that is backed already keeps its page, and at most gains the right to write."),
    ];

    /// <summary>Whether a frame is private memory of another device than the given one.</summary>
    /// <param name="world">The world.</param>
    /// <param name="device">The device.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPeers(in World world, int device, Frame frame) =>
        world[frame] is { Kind: FrameKind.Private } record && record.Device != world.Owner(device);

    /// <summary>Whether the caller's device may map what an entry names: the two devices are of one group, the owner hears of changes to
    /// this address space, and the entry grants what is asked for.</summary>
    private static bool IsReachable(Draft d, Pte entry)
    {
        var vma = d.World.Vma(new(d.At.Space, d.Me.Range.Cursor));
        if (entry.Kind != PteKind.Private || vma.Protection == Access.None || !IsPeers(in d.World, d.At.Device, entry.Frame))
        {
            return false;
        }

        var owner = d[entry.Frame].Device;
        return d.World.Reaches(d.At.Device, owner) && (d.World.Space(d.At.Space).Subscribers >> owner & 1) != 0
            && (entry.IsWritable || (d.Me.Marks & FlightMarks.RequestWrite) == 0);
    }

    /// <summary>Does something with every page of another device that is about to be mapped.</summary>
    /// <returns>Whether there is one.</returns>
    private static bool ForEach(Draft d, Reached act)
    {
        var any = false;
        for (var page = d.Me.Range.Start; page < d.Me.Range.End; page++)
        {
            var result = d.Me.Range.Results[page];
            if ((d.Me.Marks & FlightMarks.RequestWrite) != 0 && !RangeResults.Has(result, RangeResults.Writable))
            {
                break;
            }

            if (IsPeers(in d.World, d.At.Device, RangeResults.Frame(result)))
            {
                act(d, new(d.At.Space, page), result);
                any = true;
            }
        }

        return any;
    }

    private delegate void Reached(Draft d, Place place, ushort result);
}
