namespace Hmm.Annotations;

/// <summary>A guard: the lock given to its constructor or factory is held until Dispose or Exit.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false)]
public sealed class ScopedLockAttribute : Attribute
{
    /// <summary>Whether the lock is held shared.</summary>
    public bool Shared { get; set; }
}
