namespace Hmm.Annotations;

/// <summary>The result is the lock at the path.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = false)]
public sealed class ReturnsLockAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="path">A member path from the annotated declaration.</param>
    public ReturnsLockAttribute(string path) => Path = path;

    /// <summary>A member path from the annotated declaration.</summary>
    public string Path { get; }
}
