using System.Collections.Immutable;
using Hmm.Model.Locking;

namespace Hmm.Model.Exploring.Steps;

/// <summary>Whether what is done under a lock may be made one step: explored in a small scope, without any reduction.</summary>
/// <remarks>
/// The lock must guard what it is said to guard (<see cref="StepProtocol{TWorld}.Guards"/>). And each section must be of a form that
/// nobody can tell from one step (Lipton): steps that could as well happen later than what others do, then at most one that could not,
/// then steps that could as well happen earlier.
/// </remarks>
public static class SectionAudit
{
    /// <summary>Looks for what speaks against it.</summary>
    /// <typeparam name="TWorld">The world.</typeparam>
    /// <param name="protocol">The protocol, its sections not merged.</param>
    /// <param name="lockClass">The class of the lock.</param>
    /// <returns>Why the sections must not be merged; empty when nothing was found.</returns>
    public static ImmutableArray<string> Objections<TWorld>(StepProtocol<TWorld> protocol, LockClass lockClass)
        where TWorld : unmanaged, IStepWorld<TWorld>
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var undisciplined = Discipline(protocol, lockClass);
        return undisciplined is null ? Movers(protocol, lockClass) : [undisciplined];
    }

    /// <summary>Looks for a step that changes what a lock guards without holding it.</summary>
    /// <typeparam name="TWorld">The world.</typeparam>
    /// <param name="protocol">The protocol, its sections not merged.</param>
    /// <param name="lockClass">The class of the lock.</param>
    /// <returns>What was found, with a shortest run to it; null when nothing was.</returns>
    public static string? Discipline<TWorld>(StepProtocol<TWorld> protocol, LockClass lockClass)
        where TWorld : unmanaged, IStepWorld<TWorld>
    {
        var system = new StepSystem<TWorld>(protocol with { Symmetry = null });
        var watched = new DisciplineSystem<TWorld>(system, lockClass);
        if (Explorer.Explore(watched, new ExplorerOptions()).Verdict is not Verdict.Violated { Run: var run })
        {
            return null;
        }

        var steps = StepExplanation.Of(system, run);
        return string.Join('\n',
        [
            $"A step changes what {lockClass} guards, and its actor does not hold the lock: {watched.Culprit(run.Last.State.AsSpan())}",
            .. steps.Select(static step => $"  {step.Number,2} {step}"),
        ]);
    }

    /// <summary>Looks for a section that others can tell from one step.</summary>
    private static ImmutableArray<string> Movers<TWorld>(StepProtocol<TWorld> protocol, LockClass lockClass)
        where TWorld : unmanaged, IStepWorld<TWorld>
    {
        var movers = new Movers<TWorld>(protocol.Plan.Merged(lockClass));
        Explorer.Explore(new MoverSystem<TWorld>(new StepSystem<TWorld>(protocol with { Symmetry = null }), movers), new ExplorerOptions());
        return [.. movers.Objections()];
    }
}
