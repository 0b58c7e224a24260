namespace Hmm.Annotations;

/// <summary>Nothing is reported here, for the given reason.</summary>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method |
    AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Field, AllowMultiple = false)]
public sealed class NoLockAnalysisAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="justification">Why the code is right; without it nothing is suppressed.</param>
    public NoLockAnalysisAttribute(string justification = "") => Justification = justification;

    /// <summary>Why the code is right.</summary>
    public string Justification { get; set; }
}
