namespace Hmm.Annotations;

/// <summary>The caller does not hold the locks.</summary>
/// <remarks>Inferred through calls, so that only boundaries need it.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class ExcludesLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public ExcludesLockAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }
}
