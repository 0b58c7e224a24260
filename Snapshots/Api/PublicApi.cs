using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hmm.Snapshots.Api;

/// <summary>What an assembly offers to others, a line a member, in the order of the alphabet.</summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The public types of a namespace.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The namespace.</param>
    /// <returns>The text.</returns>
    public static string Of(Assembly assembly, string name)
    {
        var text = new StringBuilder($"namespace {name}\n");
        foreach (var type in assembly.GetExportedTypes().Where(type => type.Namespace == name).OrderBy(Names.Of, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Declaration(type)}\n");
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Declaration(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return $"delegate {Signature(type.GetMethod("Invoke")!, Names.Of(type))}";
        }

        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? Struct(type) : Class(type);
        var bases = type.IsEnum ? [Names.Of(type.GetEnumUnderlyingType())] : Bases(type).ToArray();
        return $"{kind} {Names.Of(type)}{(bases.Length == 0 ? string.Empty : $" : {string.Join(", ", bases)}")}";
    }

    private static string Struct(Type type) =>
        (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : string.Empty) + (type.IsByRefLike ? "ref " : string.Empty) + "struct";

    private static string Class(Type type) =>
        (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : string.Empty) + "class";

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } super && super != typeof(object) && super != typeof(ValueType))
        {
            yield return Names.Of(super);
        }

        foreach (var name in type.GetInterfaces().Select(Names.Of).Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture),5} {name}");
        }

        return
        [
            .. type.GetFields(Own).Where(IsVisible).Select(Field),
            .. type.GetConstructors(Own).Where(IsVisible).Select(made => $"new {Parameters(made)}"),
            .. type.GetProperties(Own).Where(IsVisible).Select(Property),
            .. type.GetMethods(Own).Where(IsListed).Select(static method => Signature(method, method.Name)),
        ];
    }

    private static bool IsVisible(FieldInfo field) => (field.IsPublic || field.IsFamily) && !field.IsSpecialName;

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsVisible(PropertyInfo property) =>
        property.GetMethod is { } get && (get.IsPublic || get.IsFamily) && property.Name != "EqualityContract";

    /// <summary>Neither the accessor of a property nor one of the methods that everything has.</summary>
    private static bool IsListed(MethodInfo method) => IsVisible(method)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object);

    private static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const "
            : (field.IsStatic ? "static " : string.Empty) + (field.IsInitOnly ? "readonly " : string.Empty);
        return $"{field.Name}: {kind}{Names.Of(field.FieldType)}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : string.Empty)}";
    }

    private static string Property(PropertyInfo property)
    {
        var set = property.SetMethod is not { } method || !(method.IsPublic || method.IsFamily) ? string.Empty
            : method.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{name}: {Static(property.GetMethod!)}{Names.Of(property)} {{ get;{set} }}";
    }

    private static string Signature(MethodInfo method, string name)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Names.Of))}>" : string.Empty;
        var this_ = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return $"{name}{generic}{Parameters(method, this_)}: {Static(method)}{Names.Of(method.ReturnParameter)}";
    }

    private static string Static(MethodBase method) =>
        (method.IsStatic ? "static " : string.Empty)
        + (method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : string.Empty);

    private static string Parameters(MethodBase method, string first = "") =>
        $"({first}{string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var standard = parameter.RawDefaultValue switch { null => "default", bool flag => flag ? "true" : "false", var value => value };
        return $"{Names.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {standard}" : string.Empty)}";
    }
}
