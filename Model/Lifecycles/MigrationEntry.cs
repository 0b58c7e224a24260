using Hmm.Model.Memory;
using Stateless;
using static Hmm.Model.Lifecycles.MigrationEntryState;
using static Hmm.Model.Lifecycles.MigrationEntryTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a migration entry: every one that is installed is removed or zapped,
/// and meanwhile whoever touches it waits.</summary>
public static class MigrationEntry
{
    /// <summary>The compiled lifecycle.</summary>
    public static Lifecycle<MigrationEntryState, MigrationEntryTrigger> Life { get; } = new("migration entry", Gone, Configure);

    /// <summary>What an entry is in this life.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The state.</returns>
    public static MigrationEntryState Of(Pte entry) =>
        entry.Kind != PteKind.Migration ? Gone : entry.IsWritable ? Writable : entry.WasExclusive ? ReadOnlyExclusive : ReadOnly;

    /// <summary>Checks that a change of a page's entry is permitted to the migration entry that it puts, changes or takes away.</summary>
    /// <param name="draft">The draft, in which the old entry still stands.</param>
    /// <param name="place">The page.</param>
    /// <param name="entry">The new entry.</param>
    internal static void Follow(Draft draft, Place place, Pte entry)
    {
        var (before, after) = (Of(draft[place]), Of(entry));
        if (before == Gone && after == Gone)
        {
            return;
        }

        var trigger = after switch
        {
            Gone => Remove,
            _ when before != Gone && after == ReadOnly => MigrationEntryTrigger.Share,
            _ when before != Gone => MigrationEntryTrigger.Protect,
            Writable => InstallWritable,
            ReadOnly => InstallReadOnly,
            _ => InstallExclusive,
        };
        Fired.Note(draft, Fired.Bit(before, trigger));
        if (Life.Next(before, trigger) != after)
        {
            draft.Report(new Violation(ViolationKind.MigrationEntry, 0, place.Space, place.Page, (byte)before, (byte)trigger));
        }
    }

    /// <summary>Declares what may happen to a migration entry.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<MigrationEntryState, MigrationEntryTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Gone)
            .Permit(InstallWritable, Writable)
            .Permit(InstallReadOnly, ReadOnly)
            .Permit(InstallExclusive, ReadOnlyExclusive);
        machine.Configure(Writable)
            .Permit(MigrationEntryTrigger.Protect, ReadOnlyExclusive)
            .Permit(MigrationEntryTrigger.Share, ReadOnly)
            .Permit(Remove, Gone);
        machine.Configure(ReadOnlyExclusive)
            .PermitReentry(MigrationEntryTrigger.Protect)
            .Permit(MigrationEntryTrigger.Share, ReadOnly)
            .Permit(Remove, Gone);
        machine.Configure(ReadOnly)
            .PermitReentry(MigrationEntryTrigger.Protect)
            .PermitReentry(MigrationEntryTrigger.Share)
            .Permit(Remove, Gone);
    }
}
