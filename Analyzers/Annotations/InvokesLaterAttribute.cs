namespace Hmm.Annotations;

/// <summary>The delegate is kept and run later, with none of the locks that are held now.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public sealed class InvokesLaterAttribute : Attribute
{
}
