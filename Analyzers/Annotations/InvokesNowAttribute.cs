namespace Hmm.Annotations;

/// <summary>The delegate is run before the member returns, and not kept.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class InvokesNowAttribute : Attribute
{
}
