namespace Hmm.Annotations;

/// <summary>The locks are held if, and only if, the member returns the given value.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class TryAcquiresLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="whenReturning">The result that means success.</param>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public TryAcquiresLockAttribute(bool whenReturning, params string[] paths)
    {
        WhenReturning = whenReturning;
        Paths = paths;
    }

    /// <summary>The result that means success.</summary>
    public bool WhenReturning { get; }

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether they are acquired shared.</summary>
    public bool Shared { get; set; }
}
