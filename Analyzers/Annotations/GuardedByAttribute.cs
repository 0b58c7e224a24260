namespace Hmm.Annotations;

/// <summary>Reading needs the locks at least shared, writing needs them exclusively.</summary>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter |
    AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class GuardedByAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public GuardedByAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether reading needs no lock.</summary>
    public bool WritesOnly { get; set; }
}
