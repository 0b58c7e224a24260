namespace Hmm.Annotations;

/// <summary>The locks are held when the member returns.</summary>
/// <remarks>On a return value: the result is a guard that releases on Dispose, or describes a step that acquires.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Delegate |
    AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class AcquiresLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public AcquiresLockAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether they are acquired shared.</summary>
    public bool Shared { get; set; }
}
