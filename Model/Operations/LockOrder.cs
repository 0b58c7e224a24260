using Hmm.Model.Locking;

namespace Hmm.Model.Operations;

/// <summary>Watches the declared order on every acquisition: a lock is taken only while every held one has a smaller rank.</summary>
/// <remarks>Locks that a step only tries for are not watched: trying cannot wait, so it cannot close a cycle.</remarks>
public static class LockOrder
{
    /// <summary>An operation that reports acquisitions against the order.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The operation, its acquiring steps watched.</returns>
    public static Operation Watch(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation with { Steps = [.. operation.Steps.Select(Watch)] };
    }

    private static Step Watch(Step step)
    {
        LockClass[] taken = [.. step.Takes.Select(static use => use.Class), .. step.Within.Take(1)];
        if (taken.Length == 0)
        {
            return step;
        }

        var effect = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                foreach (var lockClass in taken)
                {
                    Check(ref world, actor, lockClass);
                }

                effect?.Invoke(ref world, actor, arm);
            },
        };
    }

    private static void Check(ref World world, int actor, LockClass taken)
    {
        foreach (var held in LockClasses.All)
        {
            if (held.Rank >= taken.Rank && IsHeld(in world, actor, held) && !(held == taken && taken == LockClasses.PageTable))
            {
                new Draft(ref world, actor).Report(new Violation(ViolationKind.LockOrder, 0, (byte)taken.Id, (byte)held.Id, 0, 0));
            }
        }
    }

    private static bool IsHeld(in World world, int actor, LockClass held)
    {
        if (held == LockClasses.Notifier)
        {
            return world.Flights[actor].Notice.Calling;
        }

        if (held == LockClasses.Folio)
        {
            return HoldsFolio(in world, actor);
        }

        // The nested class is the same lock as the parent's class, taken for another instance.
        if (held == LockClasses.MmapNested)
        {
            return false;
        }

        for (var i = held.First; i < held.First + held.Instances; i++)
        {
            var holders = world.Locks[i];
            if ((holders >> actor & 1) != 0 || holders >> Capacity.WriterShift == actor + 1)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsFolio(in World world, int actor)
    {
        for (var i = 1; i <= world.FrameCount; i++)
        {
            if (world.Frames[i].Locker == actor + 1)
            {
                return true;
            }
        }

        return false;
    }
}
