namespace Hmm.Annotations;

/// <summary>Marks a parameter that names the step at which a step list goes on.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StepJumpAttribute : Attribute
{
    /// <summary>Whether it always goes there, so that the next step is not run after this one.</summary>
    public bool Always { get; set; }
}
