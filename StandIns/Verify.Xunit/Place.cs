using System.Globalization;
using System.Reflection;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Where the text of one comparison is kept.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Name">The file's name up to ".verified".</param>
internal sealed record Place(string Directory, string Name)
{
    private const string Forbidden = "\"<>|:*?\\/";

    public static Place Of(MethodInfo test, string sourceFile, VerifySettings settings, DerivePathInfo? derive)
    {
        var type = test.ReflectedType!;
        var sourceDirectory = Path.GetDirectoryName(Path.GetFullPath(sourceFile))!;
        var derived = derive?.Invoke(sourceFile, ProjectDirectory(sourceDirectory), type, test) ?? default;
        var directory = settings.Directory ?? derived.Directory ?? string.Empty;
        var typeName = settings.TypeName ?? derived.TypeName ?? NameOf(type);
        var methodName = settings.MethodName ?? derived.MethodName ?? test.Name;
        var name = settings.FileName ?? $"{typeName}.{methodName}{Parameters(test, settings)}";
        return new Place(Path.GetFullPath(Path.Combine(sourceDirectory, directory)), name);
    }

    public string Verified(string extension) => Path.Combine(Directory, $"{Name}.verified.{extension}");

    public string Received(string extension) => Path.Combine(Directory, $"{Name}.received.{extension}");

    private static string NameOf(Type type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;

    private static string ProjectDirectory(string directory)
    {
        var at = new DirectoryInfo(directory);
        while (at.Parent is not null && at.GetFiles("*.csproj").Length == 0)
        {
            at = at.Parent;
        }

        return at.FullName + Path.DirectorySeparatorChar;
    }

    private static string Parameters(MethodInfo test, VerifySettings settings)
    {
        var names = test.GetParameters();
        var values = settings.Parameters;
        if (names.Length > 0 && values is null && settings.FileName is null)
        {
            throw new InvalidOperationException(
                $"{NameOf(test.ReflectedType!)}.{test.Name} has parameters, and its cases would share one file. "
                + $"Add .UseParameters({string.Join(", ", names.Select(parameter => parameter.Name))}).");
        }

        if (values?.Count > names.Length)
        {
            throw new InvalidOperationException(
                $"UseParameters got {values.Count} values, but {test.Name} has {names.Length} parameters. Pass those alone.");
        }

        return string.Concat((values ?? []).Zip(names, (value, parameter) => $"_{parameter.Name}={Plain(value)}"));
    }

    private static string Plain(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
        return string.Concat(text.Select(letter => letter < ' ' || Forbidden.Contains(letter) ? '-' : letter));
    }
}
