namespace System.Runtime.CompilerServices;

/// <summary>Lets this target framework compile collection expressions of own types.</summary>
/// <param name="builderType">The type with the method.</param>
/// <param name="methodName">The method that makes the collection.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
{
    public Type BuilderType { get; } = builderType;

    public string MethodName { get; } = methodName;
}
