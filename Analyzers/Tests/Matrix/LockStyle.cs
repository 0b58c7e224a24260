namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>A primitive as the matrix writes it; X stands for the lock.</summary>
/// <param name="Name">The name in the cell's class.</param>
/// <param name="Type">The type of the lock.</param>
/// <param name="Creation">How one is made.</param>
/// <param name="Enter">The statement that acquires.</param>
/// <param name="Exit">The statement that releases.</param>
/// <param name="Try">The condition that tries; empty when there is none.</param>
internal sealed record LockStyle(string Name, string Type, string Creation, string Enter, string Exit, string Try)
{
    public static readonly LockStyle[] All =
    [
        new("Statement", "readonly object", "new()", "Monitor.Enter(X);", "Monitor.Exit(X);", "Monitor.TryEnter(X)")
            { IsReentrant = true, Block = "lock (X)" },
        new("Monitor", "readonly object", "new()", "Monitor.Enter(X);", "Monitor.Exit(X);", "Monitor.TryEnter(X)") { IsReentrant = true },
        new("LockStatement", "readonly Lock", "new()", "X.Enter();", "X.Exit();", "X.TryEnter()")
            { IsReentrant = true, Block = "lock (X)" },
        new("LockScope", "readonly Lock", "new()", "X.Enter();", "X.Exit();", "X.TryEnter()")
            { IsReentrant = true, Block = "using (X.EnterScope())" },
        new("Reader", "readonly ReaderWriterLockSlim", "new()", "X.EnterReadLock();", "X.ExitReadLock();", "X.TryEnterReadLock(0)")
            { IsShared = true },
        new("Writer", "readonly ReaderWriterLockSlim", "new()", "X.EnterWriteLock();", "X.ExitWriteLock();", "X.TryEnterWriteLock(0)"),
        new("RecursiveWriter", "readonly ReaderWriterLockSlim", "new(LockRecursionPolicy.SupportsRecursion)", "X.EnterWriteLock();",
            "X.ExitWriteLock();", "X.TryEnterWriteLock(0)") { IsReentrant = true },
        new("Upgradeable", "readonly ReaderWriterLockSlim", "new()", "X.EnterUpgradeableReadLock();", "X.ExitUpgradeableReadLock();",
            "X.TryEnterUpgradeableReadLock(0)"),
        new("OldWriter", "readonly ReaderWriterLock", "new()", "X.AcquireWriterLock(-1);", "X.ReleaseWriterLock();", string.Empty)
            { IsReentrant = true },
        new("Semaphore", "readonly SemaphoreSlim", "new(1, 1)", "X.Wait();", "X.Release();", "X.Wait(0)")
            { EnterAsync = "await X.WaitAsync();" },
        new("Throttle", "readonly SemaphoreSlim", "new(3, 3)", "X.Wait();", "X.Release();", "X.Wait(0)")
            { EnterAsync = "await X.WaitAsync();", Permits = 3 },
        new("Mutex", "readonly Mutex", "new()", "X.WaitOne();", "X.ReleaseMutex();", "X.WaitOne(0)") { IsReentrant = true },
        new("Spin", "SpinLock", "new()", "var tX = false; X.Enter(ref tX);", "if (tX) X.Exit();", string.Empty),
    ];

    /// <summary>A statement that acquires and releases around a block; empty when there is none.</summary>
    public string Block { get; init; } = string.Empty;

    public string EnterAsync { get; init; } = string.Empty;

    /// <summary>Whether the holder may acquire it again.</summary>
    public bool IsReentrant { get; init; }

    /// <summary>Whether any number may hold it.</summary>
    public bool IsShared { get; init; }

    /// <summary>How many may hold it.</summary>
    public int Permits { get; init; } = 1;

    /// <summary>Whether a value cannot be handed to another object.</summary>
    public bool IsValue => Name == "Spin";

    /// <summary>Whether its holder gets an exception instead of a wait.</summary>
    public bool ThrowsForHolder => !IsReentrant && (IsValue || Type.EndsWith("Slim", StringComparison.Ordinal)) && EnterAsync.Length == 0;

    public override string ToString() => Name;
}
