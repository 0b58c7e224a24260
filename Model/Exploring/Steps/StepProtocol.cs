using System.Collections.Immutable;
using Hmm.Model.Locking;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Steps;

/// <summary>Replaces a world by the one that stands for all worlds equal to it up to the names of things.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="world">The world, changed in place.</param>
public delegate void Representative<TWorld>(ref TWorld world)
    where TWorld : unmanaged;

/// <summary>A protocol on a world of its own, within a scope: everything that <see cref="StepSystem{TWorld}"/> explores, as data.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
public sealed record StepProtocol<TWorld>
    where TWorld : unmanaged, IStepWorld<TWorld>
{
    /// <summary>The operations. Each begins with a step that is not local.</summary>
    public required Plan<TWorld> Plan { get; init; }

    /// <summary>The world that exploration starts from.</summary>
    public required TWorld Start { get; init; }

    /// <summary>A world in which every bit is set that may differ from <see cref="Start"/> within the scope: what a stored state
    /// consists of. A step that changes another bit ends the exploration with an exception.</summary>
    public required TWorld Bits { get; init; }

    /// <summary>Who runs operations, 1 to 64 actors.</summary>
    public required ImmutableArray<StepActor> Actors { get; init; }

    /// <summary>What must hold in every world, at most 64 claims.</summary>
    public ImmutableArray<StepClaim<TWorld>> Claims { get; init; } = [];

    /// <summary>What the locks protect, where a reduction relies on it.</summary>
    public ImmutableArray<StepGuard<TWorld>> Guards { get; init; } = [];

    /// <summary>The representative of worlds that are equal up to symmetry; null to store every world.</summary>
    public Representative<TWorld>? Symmetry { get; init; }

    /// <summary>This protocol with what is done under a lock made one step; see <see cref="Plan{TWorld}.Merged"/>.</summary>
    /// <param name="lockClass">The class of the lock.</param>
    /// <returns>The protocol. <see cref="SectionAudit"/> tells whether that is sound.</returns>
    public StepProtocol<TWorld> Merged(LockClass lockClass) => this with { Plan = Plan.Merged(lockClass) };
}
