namespace Hmm.Annotations;

/// <summary>Marks what names a step of a step list: the argument for this parameter, or the value of this property.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class StepLabelAttribute : Attribute
{
}
