namespace Hmm.Annotations;

/// <summary>The member must not block its thread.</summary>
/// <remarks>On an assembly: the named members are known not to.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Delegate |
    AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class NoSleepAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="members">On an assembly: full names of types or members, <c>Namespace.Type.Member</c>.</param>
    public NoSleepAttribute(params string[] members) => Members = members;

    /// <summary>On an assembly: full names of types or members.</summary>
    public string[] Members { get; }
}
