using System.Reflection;

namespace Hmm.Snapshots.Api;

/// <summary>Types as C# writes them.</summary>
internal static class Names
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(object)] = "object", [typeof(string)] = "string",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    /// <summary>A type's name with its arguments.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The name, without a namespace.</returns>
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray || type.IsPointer)
        {
            return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "*");
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var arguments = type.GetGenericArguments();
        var name = Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name.Split('`')[0];
        if (type.IsGenericParameter)
        {
            return name;
        }

        var outer = type.IsNested ? Of(type.DeclaringType!) + "." : string.Empty;
        return outer + name + (arguments.Length == 0 ? string.Empty : $"<{string.Join(", ", arguments.Select(Of))}>");
    }

    /// <summary>The type of a parameter, with how it is passed.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The type.</returns>
    public static string Of(ParameterInfo parameter)
    {
        var way = !parameter.ParameterType.IsByRef ? string.Empty
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.Position < 0 && IsReadOnly(parameter) ? "ref readonly "
            : "ref ";
        return way + Of(parameter.ParameterType) + Question(parameter.ParameterType, Nullability.Create(parameter));
    }

    /// <summary>The type of a property.</summary>
    /// <param name="property">The property.</param>
    /// <returns>The type.</returns>
    public static string Of(PropertyInfo property)
    {
        var way = !property.PropertyType.IsByRef ? string.Empty
            : IsReadOnly(property.GetMethod!.ReturnParameter) ? "ref readonly "
            : "ref ";
        return way + Of(property.PropertyType) + Question(property.PropertyType, Nullability.Create(property));
    }

    private static bool IsReadOnly(ParameterInfo parameter) =>
        parameter.GetRequiredCustomModifiers().Any(static modifier => modifier.Name == "InAttribute");

    private static string Question(Type type, NullabilityInfo info) =>
        !type.IsValueType && !type.IsByRef && info.ReadState == NullabilityState.Nullable ? "?" : string.Empty;
}
