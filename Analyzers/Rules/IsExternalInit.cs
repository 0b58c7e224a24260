namespace System.Runtime.CompilerServices;

/// <summary>Lets this target framework compile init accessors and records.</summary>
internal static class IsExternalInit
{
}
