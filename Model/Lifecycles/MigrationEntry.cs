using Stateless;
using static Hmm.Model.Lifecycles.MigrationEntryState;
using static Hmm.Model.Lifecycles.MigrationEntryTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a migration entry: every one that is installed is removed or zapped, and meanwhile whoever touches it waits.</summary>
public static class MigrationEntry
{
    /// <summary>The compiled lifecycle.</summary>
    public static Lifecycle<MigrationEntryState, MigrationEntryTrigger> Life { get; } = new("migration entry", Gone, Configure);

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
