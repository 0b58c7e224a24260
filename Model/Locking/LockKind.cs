namespace Hmm.Model.Locking;

/// <summary>How a lock waits, and what its holder may do meanwhile.</summary>
public enum LockKind
{
    /// <summary>A mutex or a read-write semaphore: waiters sleep, the holder may sleep.</summary>
    Sleeping,

    /// <summary>A spin lock: its holder may not sleep, so everything under it is one atomic step.</summary>
    Spinning,

    /// <summary>The lock bit of a folio, on whose clearing others wait too.</summary>
    PageBit,

    /// <summary>No lock at all: a mark of the kernel's lock validator for "a driver may be called from here".</summary>
    Pseudo,
}
