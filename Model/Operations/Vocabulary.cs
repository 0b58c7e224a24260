using System.Collections.Immutable;
using Hmm.Annotations;
using Hmm.Model.Locking;

namespace Hmm.Model.Operations;

/// <summary>What a step does to the draft of the next world.</summary>
/// <param name="draft">The draft.</param>
public delegate void Act(Draft draft);

/// <summary>Whether something holds in a draft.</summary>
/// <param name="draft">The draft.</param>
/// <returns>True when it holds.</returns>
public delegate bool Ask(Draft draft);

/// <summary>Which instance of a lock class an operation means.</summary>
/// <param name="draft">The draft, whose registers tell.</param>
/// <returns>The number of the instance in its class.</returns>
public delegate int Instance(Draft draft);

/// <summary>The words in which operations on a <see cref="World"/> are written.</summary>
public static class Vocabulary
{
    /// <summary>One atomic change.</summary>
    /// <param name="label">What is done, in the imperative.</param>
    /// <param name="act">The change.</param>
    /// <returns>The step.</returns>
    public static Step Do([StepLabel] string label, Act act) => new()
    {
        Label = label,
        Effect = (ref World world, int actor, int arm) => act(new Draft(ref world, actor, arm)),
    };

    /// <summary>A change of the operation's own registers, or of what its locks protect from everybody:
    /// runs together with the step before it.</summary>
    /// <param name="label">What is done.</param>
    /// <param name="act">The change.</param>
    /// <returns>The step.</returns>
    public static Step Note([StepLabel] string label, Act act) => Do(label, act) with { IsLocal = true };

    /// <summary>A name to go to; runs together with the step before it and does nothing.</summary>
    /// <param name="label">The name.</param>
    /// <returns>The step.</returns>
    public static Step Mark([StepLabel] string label) => new() { Label = label, IsLocal = true };

    /// <summary>A change that waits until it may happen.</summary>
    /// <param name="label">What is done.</param>
    /// <param name="until">When it may.</param>
    /// <param name="act">The change.</param>
    /// <returns>The step.</returns>
    public static Step Await([StepLabel] string label, Ask until, Act act) => Do(label, act) with
    {
        Guard = (ref World world, int actor) => until(new Draft(ref world, actor)),
    };

    /// <summary>A change that may go either way, where the kernel depends on something that the model leaves out.</summary>
    /// <param name="label">What is done.</param>
    /// <param name="arms">The ways, the usual one first.</param>
    /// <param name="permits">Whether <see cref="Draft.Arm"/> is possible now.</param>
    /// <param name="act">The change, which asks <see cref="Draft.Arm"/>.</param>
    /// <returns>The step.</returns>
    public static Step Choose([StepLabel] string label, ImmutableArray<string> arms, Ask permits, Act act) => Do(label, act) with
    {
        Arms = arms,
        Permits = (ref World world, int actor, int arm) => permits(new Draft(ref world, actor, arm)),
    };

    /// <summary>This step, going to a label when something holds.</summary>
    /// <param name="step">The step.</param>
    /// <param name="condition">What must hold.</param>
    /// <param name="label">The label.</param>
    /// <returns>The step with one more jump.</returns>
    public static Step If(this Step step, Ask condition, [StepJump] string label)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.When((ref World world, int actor) => condition(new Draft(ref world, actor)), label);
    }

    /// <summary>Takes a lock, waiting for it.</summary>
    /// <param name="lockClass">The class.</param>
    /// <param name="mode">Shared or alone.</param>
    /// <param name="instance">Which instance; the one of the calling address space when not given.</param>
    /// <returns>The step.</returns>
    [return: AcquiresLock(nameof(lockClass))]
    public static Step Take(LockClass lockClass, LockMode mode = LockMode.Write, Instance? instance = null)
    {
        ArgumentNullException.ThrowIfNull(lockClass);
        instance ??= Default(lockClass);
        return Await(
            mode == LockMode.Read ? $"take {lockClass} for reading" : $"take {lockClass}",
            d => d.CanTake(lockClass.First + instance(d), mode),
            d => d.Take(lockClass.First + instance(d), mode)) with { Takes = [new(lockClass, mode)], Mover = Mover.Right };
    }

    /// <summary>Releases a lock.</summary>
    /// <param name="lockClass">The class.</param>
    /// <param name="mode">How it is held.</param>
    /// <param name="instance">Which instance; the one of the calling address space when not given.</param>
    /// <returns>The step.</returns>
    [return: ReleasesLock(nameof(lockClass))]
    public static Step Release(LockClass lockClass, LockMode mode = LockMode.Write, Instance? instance = null)
    {
        ArgumentNullException.ThrowIfNull(lockClass);
        instance ??= Default(lockClass);
        return Do(
            mode == LockMode.Read ? $"release {lockClass}, held for reading" : $"release {lockClass}",
            d => d.Release(lockClass.First + instance(d))) with { Releases = [new(lockClass, mode)], Mover = Mover.Left };
    }

    private static Instance Default(LockClass lockClass)
    {
        if (lockClass == LockClasses.Mmap)
        {
            return static d => d.At.Space;
        }

        if (lockClass == LockClasses.MmapNested)
        {
            return static d => d.At.To;
        }

        if (lockClass == LockClasses.Driver)
        {
            return static d => (d.At.Device * Capacity.Spaces) + d.At.Space;
        }

        return lockClass == LockClasses.Inode || lockClass == LockClasses.Invalidate ? static d => d.At.File : static d => 0;
    }
}
