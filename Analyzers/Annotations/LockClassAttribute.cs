namespace Hmm.Annotations;

/// <summary>Gives a lock, or every instance of a type, its place among the declared lock classes.</summary>
/// <remarks>Locks of one class obey one place in the order that <see cref="LockOrderAttribute"/> declares.</remarks>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct |
    AttributeTargets.Interface | AttributeTargets.Parameter | AttributeTargets.GenericParameter, AllowMultiple = false)]
public sealed class LockClassAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="name">The name of the class.</param>
    public LockClassAttribute(string name) => Name = name;

    /// <summary>The name of the class.</summary>
    public string Name { get; }

    /// <summary>What kind of lock it is, where the type does not tell.</summary>
    public LockKind Kind { get; set; }

    /// <summary>A place in a total order: locks of smaller rank are taken first.</summary>
    public int Rank { get; set; }

    /// <summary>The member of the owner by whose ascending value several instances of the class are taken.</summary>
    public string? InstanceOrder { get; set; }

    /// <summary>Whether its holder must not sleep, as with a spin lock.</summary>
    public bool NoSleep { get; set; }

    /// <summary>Whether nothing may be acquired inside it.</summary>
    public bool Leaf { get; set; }

    /// <summary>Whether its holder may acquire it again.</summary>
    public bool Reentrant { get; set; }
}
