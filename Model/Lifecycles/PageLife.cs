using Hmm.Model.Memory;

namespace Hmm.Model.Lifecycles;

/// <summary>The whole life of a virtual page: the six lifecycles, each of which says what may happen in its own states,
/// taken together.</summary>
public static class PageLife
{
    /// <summary>The compiled lifecycle.</summary>
    public static Lifecycle<PageState, PageTrigger> Life { get; } = new("page", PageState.Absent, static machine =>
    {
        SystemPage.Configure(machine);
        UnaddressablePage.Configure(machine);
        CoherentPage.Configure(machine);
        LockedPage.Configure(machine);
        SwappedPage.Configure(machine);
        ExclusivePage.Configure(machine);
    });

    /// <summary>The state of a page whose entry is given.</summary>
    /// <param name="world">The world, which knows what memory a frame is.</param>
    /// <param name="entry">The page-table entry.</param>
    /// <returns>The state.</returns>
    public static PageState Of(in World world, Pte entry) => entry.Kind switch
    {
        PteKind.None => PageState.Absent,
        PteKind.Zero => PageState.Zero,
        PteKind.Present when world[entry.Frame].Kind == FrameKind.Coherent =>
            entry.IsWritable ? PageState.CoherentWritable : PageState.CoherentReadOnly,
        PteKind.Present => entry.IsWritable ? PageState.Writable : PageState.ReadOnly,
        PteKind.Migration => PageState.Migrating,
        PteKind.Private => entry.IsWritable ? PageState.PrivateWritable : PageState.PrivateReadOnly,
        PteKind.Exclusive => entry.IsWritable ? PageState.ExclusiveWritable : PageState.ExclusiveReadOnly,
        PteKind.Locked => PageState.Locked,
        PteKind.Swapped => PageState.Swapped,
    };

    /// <summary>The trigger with which a page settles as the entry given.</summary>
    /// <param name="world">The world, which knows what memory a frame is.</param>
    /// <param name="entry">The entry to come.</param>
    /// <returns>The trigger.</returns>
    public static PageTrigger Settle(in World world, Pte entry) => Of(in world, entry) switch
    {
        PageState.Writable => PageTrigger.SettleWritable,
        PageState.PrivateReadOnly => PageTrigger.SettlePrivateReadOnly,
        PageState.PrivateWritable => PageTrigger.SettlePrivateWritable,
        PageState.CoherentReadOnly => PageTrigger.SettleCoherentReadOnly,
        PageState.CoherentWritable => PageTrigger.SettleCoherentWritable,
        _ => PageTrigger.SettleReadOnly,
    };

    /// <summary>Replaces a page's entry, as its lifecycle permits.</summary>
    /// <param name="draft">The step's draft.</param>
    /// <param name="place">The page.</param>
    /// <param name="on">What happens to it.</param>
    /// <param name="entry">The entry to put.</param>
    public static void Fire(this Draft draft, Place place, PageTrigger on, Pte entry)
    {
        var before = Of(in draft.World, draft[place]);
        var after = Life.Next(before, on);
        if (after is null || after.Value != Of(in draft.World, entry))
        {
            draft.Report(new Violation(ViolationKind.Page, 0, place.Space, place.Page, (byte)before, (byte)on));
        }

        Fired.Note(draft, Fired.Bit(before, on));
        MigrationEntry.Follow(draft, place, entry);
        draft[place] = entry;
    }
}
