using Hmm.Model.Locking;

namespace Hmm.Model.Exploring.Steps;

/// <summary>What a lock protects: what the monitor of the lock discipline watches.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="Class">The class of the lock.</param>
/// <param name="Lock">Its number in the class.</param>
/// <param name="Changed">The bits that change only in steps of an actor that holds the lock.</param>
/// <param name="Raised">The bits that become 1 only in such steps, although anybody may clear them.</param>
public sealed record StepGuard<TWorld>(LockClass Class, int Lock, TWorld Changed, TWorld Raised)
    where TWorld : unmanaged;
