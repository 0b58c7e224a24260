namespace Hmm.Annotations;

/// <summary>Calling the member may acquire the classes, somewhere inside.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor |
    AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class MayAcquireAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="classes">Names of lock classes or pseudo-classes.</param>
    public MayAcquireAttribute(params string[] classes) => Classes = classes;

    /// <summary>Names of lock classes or pseudo-classes.</summary>
    public string[] Classes { get; }
}
