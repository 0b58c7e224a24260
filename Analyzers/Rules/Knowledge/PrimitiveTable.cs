using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Knowledge;

/// <summary>Which members of the framework's lock types acquire and release, and how.</summary>
internal static class PrimitiveTable
{
    /// <summary>What a method of a lock type does.</summary>
    /// <param name="Action">Acquire, release or other.</param>
    /// <param name="Family">The kind of lock.</param>
    /// <param name="Mode">How it is held.</param>
    /// <param name="Attempt">Whether it may come back without.</param>
    public sealed record Row(LockAction Action, Primitive Family, LockMode Mode = LockMode.Exclusive,
        LockAttempt Attempt = LockAttempt.Blocks)
    {
        public bool IsScoped { get; init; }

        public bool IsAsynchronous { get; init; }
    }

    /// <summary>Looks a method up; null when it is no primitive.</summary>
    public static Row? Find(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type?.ContainingNamespace is not { Name: "Threading",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return null;
        }

        var name = method.Name;
        return type.Name switch
        {
            "Monitor" => Monitor(name),
            "Lock" => Lock(name, method),
            "ReaderWriterLockSlim" => ReaderWriterSlim(name),
            "ReaderWriterLock" => ReaderWriter(name),
            "SemaphoreSlim" => SemaphoreSlim(name),
            "Mutex" or "Semaphore" or "WaitHandle" => Handle(type.Name, name),
            "SpinLock" => Spin(name),
            _ => null,
        };
    }

    /// <summary>The kind of lock that a type is by itself.</summary>
    public static Primitive FamilyOf(ITypeSymbol? type) => type is null || type.ContainingNamespace is not
        { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } ? Primitive.Monitor
        : type.Name switch
        {
            "Lock" => Primitive.Lock,
            "ReaderWriterLockSlim" => Primitive.ReaderWriterSlim,
            "ReaderWriterLock" => Primitive.ReaderWriter,
            "SemaphoreSlim" or "Semaphore" => Primitive.Semaphore,
            "Mutex" => Primitive.Mutex,
            "SpinLock" => Primitive.Spin,
            _ => Primitive.Monitor,
        };

    private static Row? Monitor(string name) => name switch
    {
        "Enter" => new(LockAction.Acquire, Primitive.Monitor),
        "TryEnter" => new(LockAction.Acquire, Primitive.Monitor, Attempt: LockAttempt.Tries),
        "Exit" => new(LockAction.Release, Primitive.Monitor),
        "Wait" => new(LockAction.Wait, Primitive.Monitor),
        "Pulse" or "PulseAll" => new(LockAction.Pulse, Primitive.Monitor),
        "IsEntered" => new(LockAction.IsHeld, Primitive.Monitor),
        _ => null,
    };

    private static Row? Lock(string name, IMethodSymbol method) => name switch
    {
        "Enter" => new(LockAction.Acquire, Primitive.Lock),
        "EnterScope" => new(LockAction.Acquire, Primitive.Lock) { IsScoped = true },
        "TryEnter" => new(LockAction.Acquire, Primitive.Lock, Attempt: LockAttempt.Tries),
        "Exit" => new(LockAction.Release, Primitive.Lock),
        _ when method.AssociatedSymbol?.Name == "IsHeldByCurrentThread" => new(LockAction.IsHeld, Primitive.Lock),
        _ => null,
    };

    private static Row? ReaderWriterSlim(string name) => name switch
    {
        "EnterReadLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim, LockMode.Shared),
        "EnterWriteLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim),
        "EnterUpgradeableReadLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim, LockMode.Upgradeable),
        "TryEnterReadLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim, LockMode.Shared, LockAttempt.Tries),
        "TryEnterWriteLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim, Attempt: LockAttempt.Tries),
        "TryEnterUpgradeableReadLock" => new(LockAction.Acquire, Primitive.ReaderWriterSlim, LockMode.Upgradeable, LockAttempt.Tries),
        "ExitReadLock" => new(LockAction.Release, Primitive.ReaderWriterSlim, LockMode.Shared),
        "ExitWriteLock" => new(LockAction.Release, Primitive.ReaderWriterSlim),
        "ExitUpgradeableReadLock" => new(LockAction.Release, Primitive.ReaderWriterSlim, LockMode.Upgradeable),
        "get_IsReadLockHeld" => new(LockAction.IsHeld, Primitive.ReaderWriterSlim, LockMode.Shared),
        "get_IsWriteLockHeld" => new(LockAction.IsHeld, Primitive.ReaderWriterSlim),
        "get_IsUpgradeableReadLockHeld" => new(LockAction.IsHeld, Primitive.ReaderWriterSlim, LockMode.Upgradeable),
        _ => null,
    };

    private static Row? ReaderWriter(string name) => name switch
    {
        "AcquireReaderLock" => new(LockAction.Acquire, Primitive.ReaderWriter, LockMode.Shared),
        "AcquireWriterLock" => new(LockAction.Acquire, Primitive.ReaderWriter),
        "ReleaseReaderLock" => new(LockAction.Release, Primitive.ReaderWriter, LockMode.Shared),
        "ReleaseWriterLock" or "ReleaseLock" => new(LockAction.Release, Primitive.ReaderWriter),
        "UpgradeToWriterLock" => new(LockAction.UpgradeToWriter, Primitive.ReaderWriter),
        "DowngradeFromWriterLock" => new(LockAction.Downgrade, Primitive.ReaderWriter),
        "get_IsReaderLockHeld" => new(LockAction.IsHeld, Primitive.ReaderWriter, LockMode.Shared),
        "get_IsWriterLockHeld" => new(LockAction.IsHeld, Primitive.ReaderWriter),
        _ => null,
    };

    private static Row? SemaphoreSlim(string name) => name switch
    {
        "Wait" => new(LockAction.Acquire, Primitive.Semaphore),
        "WaitAsync" => new(LockAction.Acquire, Primitive.Semaphore) { IsAsynchronous = true },
        "Release" => new(LockAction.Release, Primitive.Semaphore),
        _ => null,
    };

    private static Row? Handle(string type, string name) => (type, name) switch
    {
        ("Mutex" or "WaitHandle", "WaitOne") => new(LockAction.Acquire, Primitive.Mutex),
        ("Semaphore", "WaitOne") => new(LockAction.Acquire, Primitive.Semaphore),
        ("Mutex", "ReleaseMutex") => new(LockAction.Release, Primitive.Mutex),
        ("Semaphore", "Release") => new(LockAction.Release, Primitive.Semaphore),
        _ => null,
    };

    private static Row? Spin(string name) => name switch
    {
        "Enter" => new(LockAction.Acquire, Primitive.Spin),
        "TryEnter" => new(LockAction.Acquire, Primitive.Spin, Attempt: LockAttempt.Tries),
        "Exit" => new(LockAction.Release, Primitive.Spin),
        "get_IsHeldByCurrentThread" or "get_IsHeld" => new(LockAction.IsHeld, Primitive.Spin),
        _ => null,
    };
}
