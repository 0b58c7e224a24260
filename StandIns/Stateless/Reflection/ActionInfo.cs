namespace Stateless.Reflection;

/// <summary>An entry action.</summary>
/// <param name="method">What runs.</param>
/// <param name="fromTrigger">The only trigger for which it runs; null for every trigger.</param>
public class ActionInfo(InvocationInfo method, string? fromTrigger)
{
    /// <summary>What runs.</summary>
    public InvocationInfo Method { get; } = method;

    /// <summary>The only trigger for which it runs; null for every trigger.</summary>
    public string? FromTrigger { get; } = fromTrigger;
}
