using System.Collections.Immutable;
using Hmm.Model.Memory;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Claims;

/// <summary>Mistakes with bus addresses.</summary>
internal static class DmaMutants
{
    /// <summary>All of them.</summary>
    /// <param name="pages">The scope without a reserved range.</param>
    /// <param name="range">The scope that starts with one.</param>
    /// <returns>The mutants.</returns>
    public static ImmutableArray<Mutant> Of(string pages, string range) =>
    [
        new("address-outlives-mirror", "The callback leaves the bus address as it is: the device could still reach the page.", pages,
            All(Drop("callback: unlink the bus addresses"), Drop("callback: make the written pages dirty"))),
        new("unlinked-before-stopped", "The bus address goes before the mirror's entry: the device runs into nothing.", pages,
            All(Drop("callback: erase the mirror"), AndThen("callback: make the written pages dirty", Erase))),
        new("access-not-awaited", "The callback does not wait for an access that has translated its address already.", pages,
            DoNotWait("callback: wait for accesses under way")),
        new("dirty-forgotten", "What the device wrote is not made dirty when its address goes.", pages,
            AndThen("callback: make the written pages dirty", Clean)),
        new("dirty-not-carried", "A page that moves leaves behind that it is dirty.", pages,
            AndThen("commit: make the copy the page", static d =>
            {
                var target = d.Me.Migration.Target[d.Me.Migration.Cursor];
                d.SetStatus(target, d.World.Status(target) & ~FrameStatus.Dirty);
            })),
        new("address-leaked", "An address that was asked for is not given back with its page.", pages,
            AndThen("callback: make the written pages dirty", static d =>
            {
                var place = new Place(d.Me.Notice.Space, d.Me.Notice.Start);
                var address = d.World.Dma(d.Me.Notice.Device, place);
                d.SetDma(d.Me.Notice.Device, place, address.IsReserved ? address : address.Linked(Frame.None, writable: false).Unlinked());
            })),
        new("mapped-without-address", "The mirror is written although no bus address is linked.", pages, Drop("link the bus addresses")),
        new("range-released-linked", "A range is given back while a page of it is mapped.", range,
            All(Drop("erase the mirror"), Drop("unlink the bus addresses"), Drop("make the written pages dirty"))),
    ];

    private static void Erase(Draft d) => d.SetMirror(d.Me.Notice.Device, new(d.Me.Notice.Space, d.Me.Notice.Start), MirrorEntry.None);

    private static void Clean(Draft d)
    {
        for (byte frame = 1; frame <= d.World.FrameCount; frame++)
        {
            d.SetStatus(new(frame), d.World.Status(new(frame)) & ~FrameStatus.Dirty);
        }
    }
}
