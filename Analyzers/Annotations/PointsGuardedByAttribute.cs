namespace Hmm.Annotations;

/// <summary>The object that the member refers to needs the locks; the reference itself does not.</summary>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter |
    AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class PointsGuardedByAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public PointsGuardedByAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }
}
