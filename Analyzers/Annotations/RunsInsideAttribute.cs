namespace Hmm.Annotations;

/// <summary>The member is run by others while the classes are held.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class RunsInsideAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="classes">Names of lock classes or pseudo-classes.</param>
    public RunsInsideAttribute(params string[] classes) => Classes = classes;

    /// <summary>Names of lock classes or pseudo-classes.</summary>
    public string[] Classes { get; }
}
