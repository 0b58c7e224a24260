namespace Hmm.Annotations;

/// <summary>The member throws unless the locks are held; after it, they are taken to be held.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class AssertsHeldAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="paths">Member paths from the annotated declaration, or names of lock classes.</param>
    public AssertsHeldAttribute(params string[] paths) => Paths = paths;

    /// <summary>Member paths from the annotated declaration, or names of lock classes.</summary>
    public string[] Paths { get; }

    /// <summary>Whether holding it shared is enough.</summary>
    public bool Shared { get; set; }
}
