using Hmm.Model.Locking;
using Hmm.Model.Operations;

namespace Hmm.Properties.Operations;

/// <summary>The locks that an operation has taken on a path and not released yet.</summary>
/// <param name="Shared">Those held for reading.</param>
/// <param name="Alone">Those held for writing.</param>
public readonly record struct HeldLocks(LockSet Shared, LockSet Alone)
{
    /// <summary>All of them.</summary>
    public LockSet All => new((ushort)(Shared.Bits | Alone.Bits));

    /// <summary>These locks and another.</summary>
    /// <param name="use">The lock.</param>
    /// <returns>The larger set.</returns>
    public HeldLocks With(LockUse use) =>
        use.Mode == LockMode.Read ? this with { Shared = Shared.With(use.Class) } : this with { Alone = Alone.With(use.Class) };

    /// <summary>These locks without one.</summary>
    /// <param name="use">The lock.</param>
    /// <returns>The smaller set.</returns>
    public HeldLocks Without(LockUse use) =>
        use.Mode == LockMode.Read ? this with { Shared = Minus(Shared, use) } : this with { Alone = Minus(Alone, use) };

    /// <summary>Whether a lock is held, and in the same way.</summary>
    /// <param name="use">The lock.</param>
    /// <returns>True when it is.</returns>
    public bool Has(LockUse use) => (use.Mode == LockMode.Read ? Shared : Alone).Has(use.Class);

    private static LockSet Minus(LockSet locks, LockUse use) => new((ushort)(locks.Bits & ~LockSet.None.With(use.Class).Bits));
}
