using System.Collections.Immutable;
using Hmm.Annotations;
using Hmm.Model.Locking;

namespace Hmm.Model.Operations;

/// <summary>Whether something holds in a world for an actor.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="world">The world.</param>
/// <param name="actor">The actor.</param>
/// <returns>True when it holds.</returns>
public delegate bool Condition<TWorld>(ref TWorld world, int actor)
    where TWorld : unmanaged;

/// <summary>What a step does to its own copy of the world.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="world">The copy.</param>
/// <param name="actor">The actor.</param>
/// <param name="arm">The choice arm, from 0.</param>
public delegate void Effect<TWorld>(ref TWorld world, int actor, int arm)
    where TWorld : unmanaged;

/// <summary>Whether a choice arm is possible.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="world">The world.</param>
/// <param name="actor">The actor.</param>
/// <param name="arm">The arm, from 0.</param>
/// <returns>True when it is.</returns>
public delegate bool ArmCondition<TWorld>(ref TWorld world, int actor, int arm)
    where TWorld : unmanaged;

/// <summary>One atomic step of an operation: between two steps, any other actor may run.</summary>
/// <remarks>Steps are data. The explorer, the replay of recorded traces, the random schedules, the catalogue and the lock order all read
/// the same list. A <see cref="IsLocal"/> step touches nothing but its own registers or what its locks already protect, and therefore runs
/// together with the step before it.</remarks>
/// <typeparam name="TWorld">The world.</typeparam>
public sealed record Step<TWorld>
    where TWorld : unmanaged
{
    /// <summary>What the step does, in the imperative: its identity in traces, tokens and snapshots.</summary>
    [StepLabel]
    public required string Label { get; init; }

    /// <summary>Whether the step may run; a step that waits has a condition, never a loop.</summary>
    public Condition<TWorld>? Guard { get; init; }

    /// <summary>What the step changes.</summary>
    public Effect<TWorld>? Effect { get; init; }

    /// <summary>The names of the ways that the step may go, where the world alone does not decide; empty for one way.</summary>
    public ImmutableArray<string> Arms { get; init; } = [];

    /// <summary>Which arms are possible; all when not given.</summary>
    public ArmCondition<TWorld>? Permits { get; init; }

    /// <summary>Where to go after the step: the first jump whose condition holds, else the next step.</summary>
    public ImmutableArray<Jump<TWorld>> Jumps { get; init; } = [];

    /// <summary>The locks that the step takes and keeps.</summary>
    [AcquiresLock("value")]
    public ImmutableArray<LockUse> Takes { get; init; } = [];

    /// <summary>The locks that the step releases.</summary>
    [ReleasesLock("value")]
    public ImmutableArray<LockUse> Releases { get; init; } = [];

    /// <summary>The locks, spinning ones or marks of the validator, that the step takes and releases within itself, outermost
    /// first.</summary>
    public ImmutableArray<LockClass> Within { get; init; } = [];

    /// <summary>The locks that the step only tries for: failing is one of its outcomes, so that no order binds it.</summary>
    public ImmutableArray<LockClass> Tries { get; init; } = [];

    /// <summary>The kernel's file and function, <c>mm/memory.c:do_wp_page</c>.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Why the step is as it is, where that is not plain: what the kernel does here and when.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>Whether an exploration may join the step to the one before or after it.</summary>
    public Mover Mover { get; init; }

    /// <summary>Whether the step runs together with the one before it.</summary>
    public bool IsLocal { get; init; }

    /// <summary>This step, going to a label when a condition holds.</summary>
    /// <param name="condition">The condition, asked after the effect.</param>
    /// <param name="label">The label.</param>
    /// <returns>The step with one more jump.</returns>
    public Step<TWorld> When(Condition<TWorld> condition, [StepJump] string label) =>
        this with { Jumps = Jumps.Add(new(condition, label)) };

    /// <summary>This step, going to a label afterwards.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The step with one more jump.</returns>
    public Step<TWorld> Then([StepJump(Always = true)] string label) => this with { Jumps = Jumps.Add(new(null, label)) };

    /// <summary>This step with its source.</summary>
    /// <param name="source">The kernel's file and function.</param>
    /// <returns>The step.</returns>
    public Step<TWorld> From(string source) => this with { Source = source };

    /// <summary>This step with a remark on why it is as it is.</summary>
    /// <param name="note">One or two sentences.</param>
    /// <returns>The step.</returns>
    public Step<TWorld> Because(string note) => this with { Note = note };

    /// <summary>This step with spinning locks taken and released within it.</summary>
    /// <param name="locks">The classes, outermost first.</param>
    /// <returns>The step.</returns>
    public Step<TWorld> Under(params ImmutableArray<LockClass> locks) => this with { Within = locks };

    /// <summary>This step with locks that it tries for without waiting.</summary>
    /// <param name="locks">The classes.</param>
    /// <returns>The step.</returns>
    public Step<TWorld> Trying(params ImmutableArray<LockClass> locks) => this with { Tries = locks };

    /// <summary>This step, which could as well run right after the actor's previous one.</summary>
    /// <returns>The step.</returns>
    public Step<TWorld> Earlier() => this with { Mover = Mover.Left };

    /// <inheritdoc/>
    public override string ToString() => Label;
}
