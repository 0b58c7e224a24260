using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>The instant in which an entry is cleared before it gets its new value, under the page-table lock.</summary>
/// <remarks>Faults and range faults look at entries without that lock. They look again under it before they change anything, but what
/// they do
/// besides stays: a read fault that saw no entry in a file's mapping maps the pages around, and a device's range fault that saw none brings
/// every page behind it back to system memory.</remarks>
public static class Clearing
{
    /// <summary>Clears the announced range; stands right before the step that writes the entries.</summary>
    /// <returns>The step.</returns>
    public static Step First() => Do("clear the entry", static d =>
    {
        d.Me.Marks |= FlightMarks.Clearing;
        d.Take(LockClasses.PageTable.First, LockMode.Write);
    }).From("mm/pgtable-generic.c:ptep_clear_flush") with { Takes = [new(LockClasses.PageTable)] };

    /// <summary>Ends the instant, when the entries are written.</summary>
    /// <param name="d">The draft.</param>
    public static void End(Draft d)
    {
        if ((d.Me.Marks & FlightMarks.Clearing) != 0)
        {
            d.Me.Marks &= ~FlightMarks.Clearing;
            d.Release(LockClasses.PageTable.First);
        }
    }

    /// <summary>What somebody sees of an entry who looks without the page-table lock.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="place">The page.</param>
    /// <returns>The entry, or none while it is cleared.</returns>
    public static Pte Visible(Draft d, Place place)
    {
        var entry = d[place];
        if (d.World.Locks[LockClasses.PageTable.First] == 0 || entry.Kind is not (PteKind.Present or PteKind.Private))
        {
            return entry;
        }

        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            ref readonly var flight = ref d.World.Flights[actor];
            if ((flight.Marks & FlightMarks.Clearing) != 0 && flight.Notice.Space == place.Space
                && flight.Notice.Start <= place.Page && place.Page < flight.Notice.End)
            {
                return Pte.None;
            }
        }

        return entry;
    }

    /// <summary>Lets a step that takes the page-table lock wait while somebody keeps it.</summary>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, such steps guarded.</returns>
    public static Operation Guard(Operation operation) => operation with { Steps = [.. operation.Steps.Select(Guard)] };

    private static Step Guard(Step step)
    {
        if (!step.Within.Contains(LockClasses.PageTable) && !step.Takes.Any(static use => use.Class == LockClasses.PageTable))
        {
            return step;
        }

        var guard = step.Guard;
        return step with
        {
            Guard = (ref World world, int actor) =>
                (world.Locks[LockClasses.PageTable.First] is var held && (held == 0 || held >> Capacity.WriterShift == actor + 1))
                && (guard is null || guard(ref world, actor)),
        };
    }
}
