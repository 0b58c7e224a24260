using Hmm.Model.Locking;
using Hmm.Model.Memory;

namespace Hmm.Model.Exploring;

/// <summary>Why an actor cannot take its next step: whatever lets it go on when it is taken away.</summary>
/// <remarks>A guard is code and does not tell. So each thing that others hold is given up in a copy of the world, one at a time, and the
/// guard is asked again.</remarks>
internal static class Waiting
{
    /// <summary>What an actor waits for.</summary>
    /// <param name="runner">Knows the plan.</param>
    /// <param name="world">The world, in which the actor's next step is not enabled.</param>
    /// <param name="actor">The actor.</param>
    /// <returns>What has to happen first.</returns>
    public static string For(Runner runner, in World world, int actor) =>
        Lock(runner, in world, actor) ?? Folio(runner, in world, actor) ?? Invalidation(runner, in world, actor)
        ?? "more than one thing has to happen first";

    private static string? Lock(Runner runner, in World world, int actor)
    {
        foreach (var lockClass in LockClasses.All.Where(static c => c.Instances > 0 && c != LockClasses.MmapNested))
        {
            for (var i = 0; i < lockClass.Instances; i++)
            {
                var held = world.Locks[lockClass.First + i];
                var changed = world;
                changed.Locks[lockClass.First + i] = 0;
                if (held != 0 && runner.IsEnabled(ref changed, actor))
                {
                    return $"{LockText.Name(lockClass, i)} is held by {LockText.Holders(held)}";
                }
            }
        }

        return null;
    }

    private static string? Folio(Runner runner, in World world, int actor)
    {
        for (byte i = 1; i < Capacity.Frames; i++)
        {
            if (world.Frames[i].Locker is var locker && locker == 0)
            {
                continue;
            }

            var changed = world;
            changed.Frames[i] = world.Frames[i] with { Locker = 0 };
            if (runner.IsEnabled(ref changed, actor))
            {
                return $"{new Frame(i)} is locked by a{locker - 1}";
            }
        }

        return null;
    }

    private static string? Invalidation(Runner runner, in World world, int actor)
    {
        for (var space = 0; space < Capacity.Spaces; space++)
        {
            var changed = world;
            changed.Spaces[space] = world.Spaces[space] with { Busy = 0 };
            changed.Flights[actor].Marks &= ~FlightMarks.TemporaryBusy;
            if (runner.IsEnabled(ref changed, actor))
            {
                return $"an invalidation of m{space} has not ended";
            }
        }

        return null;
    }
}
