namespace Hmm.Annotations;

/// <summary>Declares a chain of lock classes, outermost first. Several chains make a partial order.</summary>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Module | AttributeTargets.Class | AttributeTargets.Struct |
    AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LockOrderAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="classes">Names of lock classes or of pseudo-classes, outermost first.</param>
    public LockOrderAttribute(params string[] classes) => Classes = classes;

    /// <summary>Names of lock classes or of pseudo-classes, outermost first.</summary>
    public string[] Classes { get; }
}
