namespace Hmm.Annotations;

/// <summary>The second class may be acquired inside the first here, although the order says otherwise, for the given reason.</summary>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method |
    AttributeTargets.Property | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class AllowLockOrderAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="outer">The class that is held.</param>
    /// <param name="inner">The class that is acquired inside.</param>
    /// <param name="justification">Why no deadlock follows.</param>
    public AllowLockOrderAttribute(string outer, string inner, string justification = "")
    {
        Outer = outer;
        Inner = inner;
        Justification = justification;
    }

    /// <summary>The class that is held.</summary>
    public string Outer { get; }

    /// <summary>The class that is acquired inside.</summary>
    public string Inner { get; }

    /// <summary>Why no deadlock follows.</summary>
    public string Justification { get; set; }
}
