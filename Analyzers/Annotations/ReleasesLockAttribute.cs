namespace Hmm.Annotations;

/// <summary>The locks are released when the member returns.</summary>
/// <remarks>On a return value: the result describes a step that releases.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Delegate |
    AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class ReleasesLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public ReleasesLockAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether they were held shared.</summary>
    public bool Shared { get; set; }
}
