using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>Ranges of bus addresses: reserved once, and kept while the pages behind them change.</summary>
internal static class DmaRange
{
    private const int Busy = -16;

    /// <summary>Reserves a range, of which nothing may be mapped.</summary>
    /// <returns>The operation.</returns>
    public static Operation Reserve() => new("reserve-range", Role.Device,
    [
        Take(LockClasses.Driver),
        Note("look for addresses in use", static d => d.Me.Status = IsAny(d, DmaEntry.None) ? (short)Busy : (short)0)
            .If(static d => d.Me.Status != 0, "refuse"),
        Do("reserve the bus addresses", static d => Change(d, static entry => entry.Reserved()))
            .Then("leave"),
        Note("refuse", static d => d.Return(d.Me.Status)),
        Vocabulary.Release(LockClasses.Driver) with { Label = "leave" },
    ])
    {
        Rule = "A driver reserves the bus addresses of a range, so that mapping a page of it cannot fail for want of one.",
    };

    /// <summary>Gives the bus addresses of the operation's range back, after what is mapped of it, with the driver's mutex taken and
    /// released.</summary>
    /// <returns>The steps.</returns>
    public static System.Collections.Immutable.ImmutableArray<Step> ReleaseSteps() =>
    [
        Take(LockClasses.Driver),
        Note("name the range", static d =>
        {
            d.Me.Notice.Space = d.At.Space;
            d.Me.Notice.Device = d.At.Device;
            d.Me.Notice.Start = d.At.Page;
            d.Me.Notice.End = d.At.End;
        }),
        Do("erase the mirror", static d =>
        {
            for (var page = d.At.Page; page < d.At.End; page++)
            {
                d.SetMirror(d.At.Device, new(d.At.Space, page), MirrorEntry.None);
            }
        }),
        .. DmaMap.Unmap(),
        Do("give the range back", static d =>
        {
            d.Me.Notice = default;
            Change(d, static entry => entry.Released());
        }),
        Vocabulary.Release(LockClasses.Driver),
    ];

    /// <summary>Changes the bus addresses of the operation's range.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="change">The change.</param>
    public static void Change(Draft d, Func<DmaEntry, DmaEntry> change)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            var place = new Place(d.At.Space, page);
            d.SetDma(d.At.Device, place, change(d.World.Dma(d.At.Device, place)));
        }
    }

    /// <summary>Gives a range back, with whatever is mapped of it.</summary>
    /// <returns>The operation.</returns>
    public static Operation Release() => new("release-range", Role.Device, ReleaseSteps())
    {
        Rule = "A driver gives the bus addresses of a range back; what was mapped of it goes as in an invalidation.",
    };

    private static bool IsAny(Draft d, DmaEntry other)
    {
        for (var page = d.At.Page; page < d.At.End; page++)
        {
            if (d.World.Dma(d.At.Device, new(d.At.Space, page)) != other)
            {
                return true;
            }
        }

        return false;
    }
}
