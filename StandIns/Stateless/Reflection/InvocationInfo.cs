namespace Stateless.Reflection;

/// <summary>A guard or an action.</summary>
/// <param name="methodName">Its name in the code.</param>
/// <param name="description">Its name for a reader.</param>
/// <param name="timing">Whether it is awaited.</param>
public class InvocationInfo(string methodName, string? description, InvocationInfo.Timing timing)
{
    /// <summary>Whether a method is awaited.</summary>
    public enum Timing
    {
        /// <summary>It is not.</summary>
        Synchronous,

        /// <summary>It is.</summary>
        Asynchronous,
    }

    /// <summary>Its name in the code; the compiler's own name for a lambda.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Whether it is awaited.</summary>
    public bool IsAsync => timing == Timing.Asynchronous;

    /// <summary>The description given; without one the method's name, and "Function" for a lambda.</summary>
    public string Description => description ?? (MethodName.AsSpan().ContainsAny("<>`") ? "Function" : MethodName);
}
