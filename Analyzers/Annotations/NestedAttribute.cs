namespace Hmm.Annotations;

/// <summary>Two locks of the class may be nested here.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class NestedAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="lockClass">The name of the class.</param>
    /// <param name="rule">Why the nesting is in order: which instance is the outer one.</param>
    public NestedAttribute(string lockClass, string rule)
    {
        LockClass = lockClass;
        Rule = rule;
    }

    /// <summary>The name of the class.</summary>
    public string LockClass { get; }

    /// <summary>Why the nesting is in order.</summary>
    public string Rule { get; }
}
