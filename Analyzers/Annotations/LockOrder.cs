namespace Hmm.Annotations;

/// <summary>Marks single acquisitions for the lock-order analysis.</summary>
public static class LockOrder
{
    /// <summary>Returns the lock. Acquiring the result inside another lock of its class is in order, for the given reason.</summary>
    /// <typeparam name="TLock">The type of the lock.</typeparam>
    /// <param name="lock">The lock that is acquired inside.</param>
    /// <param name="rule">Why the nesting is in order: which instance is the outer one.</param>
    /// <returns>The same lock.</returns>
    public static TLock Nest<TLock>(TLock @lock, string rule)
        where TLock : class
    {
        _ = rule;
        return @lock;
    }
}
