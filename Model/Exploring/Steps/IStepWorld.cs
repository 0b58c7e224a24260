using Hmm.Model.Locking;

namespace Hmm.Model.Exploring.Steps;

/// <summary>A world of a protocol's own, in which actors run operations: what the engine has to know of it.</summary>
/// <typeparam name="TSelf">The world: a value without references or padding, whose size is a multiple of 8 bytes.</typeparam>
/// <remarks>Every member is a pure function of its arguments: the engine calls them from several threads.</remarks>
public interface IStepWorld<TSelf>
    where TSelf : unmanaged, IStepWorld<TSelf>
{
    /// <summary>Where the world keeps an actor's position: the number of its next step in the plan, 0 while it is idle.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor, from 0.</param>
    /// <returns>The place, which the engine reads and writes.</returns>
    static abstract ref ushort Position(ref TSelf world, int actor);

    /// <summary>Puts the argument of an operation in an idle actor's registers, and touches nothing else.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="argument">The argument, as <see cref="StepCall.Argument"/> gives it.</param>
    static abstract void Begin(ref TSelf world, int actor, int argument);

    /// <summary>Clears an actor's registers when its operation is done: worlds that differ in dead values only must be equal.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    static abstract void End(ref TSelf world, int actor);

    /// <summary>Which lock of a class an actor holds while it is at a step that is run under it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="lockClass">The class.</param>
    /// <returns>The number of the lock in its class; only the monitor of the lock discipline asks.</returns>
    static virtual int HeldLock(ref TSelf world, int actor, LockClass lockClass) => 0;
}
