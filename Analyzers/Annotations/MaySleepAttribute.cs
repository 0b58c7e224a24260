namespace Hmm.Annotations;

/// <summary>The member may block its thread.</summary>
/// <remarks>On an assembly: the named members may.</remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Delegate |
    AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class MaySleepAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="members">On an assembly: full names of types or members, <c>Namespace.Type.Member</c>.</param>
    public MaySleepAttribute(params string[] members) => Members = members;

    /// <summary>On an assembly: full names of types or members.</summary>
    public string[] Members { get; }
}
