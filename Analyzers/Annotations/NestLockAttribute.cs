namespace Hmm.Annotations;

/// <summary>Any number of instances of a class may be held here, since all are taken under the lock at the path.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Field, AllowMultiple = true)]
public sealed class NestLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public NestLockAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }
}
