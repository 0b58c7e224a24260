namespace Hmm.Annotations;

/// <summary>This lock is acquired before the named ones.</summary>
/// <remarks>Orders members without names of lock classes.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class AcquiredBeforeAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public AcquiredBeforeAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }
}
