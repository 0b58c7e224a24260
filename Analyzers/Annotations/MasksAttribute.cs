namespace Hmm.Annotations;

/// <summary>While the scope lives, or the member runs, <see cref="MayAcquireAttribute"/> of these classes has no effect.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Delegate |
    AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true)]
public sealed class MasksAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="classes">Names of lock classes or pseudo-classes.</param>
    public MasksAttribute(params string[] classes) => Classes = classes;

    /// <summary>Names of lock classes or pseudo-classes.</summary>
    public string[] Classes { get; }
}
