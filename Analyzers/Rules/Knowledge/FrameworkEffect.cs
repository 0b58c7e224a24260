namespace Hmm.Analyzers.Knowledge;

/// <summary>What a member of the framework means for locking.</summary>
internal enum FrameworkEffect
{
    /// <summary>Nothing; delegates given to it may be run at any later time.</summary>
    None,

    /// <summary>Runs its delegates before it returns, on the same thread.</summary>
    RunsNow,

    /// <summary>Runs its delegates on other threads and waits for them.</summary>
    RunsAndWaits,

    /// <summary>Starts its delegates on another thread and returns a handle.</summary>
    Starts,

    /// <summary>Returns a sequence that runs its delegates when it is enumerated.</summary>
    Defers,

    /// <summary>Enumerates its receiver or first argument, and runs its delegates.</summary>
    Enumerates,

    /// <summary>Returns its receiver or first argument under another type.</summary>
    Passes,

    /// <summary>Returns a handle on all its arguments.</summary>
    Combines,

    /// <summary>Blocks until its receiver or arguments have completed.</summary>
    Waits,

    /// <summary>Blocks until somebody signals its receiver.</summary>
    WaitsForSignal,

    /// <summary>Wakes those who wait for its receiver.</summary>
    Signals,

    /// <summary>Completes a task, whose continuations may run here.</summary>
    Completes,

    /// <summary>Registers a callback, which runs here when the token is cancelled already.</summary>
    Registers,

    /// <summary>Runs the callbacks of a token.</summary>
    Cancels,

    /// <summary>Computes a lazy value, under a lock of its own.</summary>
    Computes,

    /// <summary>Blocks the thread for a time or for input.</summary>
    Sleeps,

    /// <summary>Goes on only when its first argument is true.</summary>
    Asserts,

    /// <summary>Never returns.</summary>
    Stops,

    /// <summary>Compares its operands three ways.</summary>
    Orders,

    /// <summary>Says whether its operands are the same.</summary>
    Equates,

    /// <summary>The smaller of its arguments.</summary>
    Minimum,

    /// <summary>The larger of its arguments.</summary>
    Maximum,

    /// <summary>Adds its argument to its receiver.</summary>
    Adds,

    /// <summary>Replaces its first argument, by reference, with another.</summary>
    Exchanges,

    /// <summary>Signals its argument once the receiver's work is done.</summary>
    SignalsAfter,
}
