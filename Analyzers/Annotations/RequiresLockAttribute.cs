namespace Hmm.Annotations;

/// <summary>The caller holds the locks on entry, and still does on return.</summary>
/// <remarks>In an asynchronous method or an iterator the lock is held only until the first suspension, unless <see cref="AcrossAwait"/>
/// says otherwise.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class RequiresLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public RequiresLockAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether holding it shared is enough.</summary>
    public bool Shared { get; set; }

    /// <summary>Whether the caller awaits the result while it holds the lock, which must not be bound to a thread.</summary>
    public bool AcrossAwait { get; set; }
}
