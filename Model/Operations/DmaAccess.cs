using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>What a device's hardware does by itself, without its driver and without a lock: it translates an address by the mirror, and
/// then goes to the bus.</summary>
internal static class DmaAccess
{
    /// <summary>The hardware reads a page.</summary>
    /// <returns>The operation.</returns>
    public static Operation Read() => new("dma-read", Role.Device, Steps(write: false))
    {
        Rule = "A device's hardware reads a page that its mirror has; it knows of no lock.",
    };

    /// <summary>The hardware writes a page.</summary>
    /// <returns>The operation.</returns>
    public static Operation Write() => new("dma-write", Role.Device, Steps(write: true))
    {
        Rule = "A device's hardware writes a page that its mirror has writable; it knows of no lock.",
    };

    /// <summary>Goes to the bus for the page at <see cref="Flight.Cursor"/>, whose address was translated, and passes it.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="write">Whether it is a write.</param>
    public static void Perform(Draft d, bool write)
    {
        d.Me.Marks &= ~FlightMarks.Accessing;
        var place = new Place(d.At.Space, d.Me.Cursor);
        var entry = d.World.Dma(d.At.Device, place);
        var number = d.Me.Cursor++ - d.At.Page;
        if (!entry.IsLive || entry.IsDangling || (write && !entry.IsWritable))
        {
            var kind = entry.IsDangling ? ViolationKind.UseAfterFree : ViolationKind.Bus;
            d.Report(new Violation(kind, 0, place.Space, place.Page, d.At.Device, 0));
        }
        else if (write)
        {
            var value = (ushort)(d.At.Value + number);
            Ghost.Wrote(d, place, value);
            d[entry.Frame] = d[entry.Frame] with { Content = value };
            DmaMap.Wrote(d, place.Page);
        }
        else
        {
            d.ReturnValue(number, d[entry.Frame].Content);
            Ghost.Check(d, place, d[entry.Frame].Content);
        }
    }

    /// <summary>Whether a device's mirror grants an access.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="write">Whether it is a write.</param>
    /// <returns>True when it does.</returns>
    public static bool IsGranted(Draft d, bool write) =>
        d.World.Mirror(d.At.Device, new(d.At.Space, d.Me.Cursor)).Access >= (write ? MirrorAccess.Write : MirrorAccess.Read);

    private static System.Collections.Immutable.ImmutableArray<Step> Steps(bool write) =>
    [
        Do("translate the address", d =>
        {
            d.Me.Cursor = d.At.Page;
            d.Me.Status = IsGranted(d, write) ? (short)0 : (short)DeviceAccess.NoEntry;
            d.Me.Marks |= d.Me.Status == 0 ? FlightMarks.Accessing : FlightMarks.None;
        }).If(static d => d.Me.Status != 0, "no entry"),
        Do("access the bus address", d => Perform(d, write)).Then(Group.Done),
        Note("no entry", static d => d.Return(d.Me.Status)),
    ];
}
