using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares texts with those that a reviewer has seen.</summary>
public static class Verifier
{
    private static DerivePathInfo? derivePathInfo;

    /// <summary>Compares a text with "Class.Method.verified.txt" beside the test.</summary>
    /// <param name="target">The text.</param>
    /// <param name="settings">How; null: as usual.</param>
    /// <param name="sourceFile">The test's source file, filled in by the compiler.</param>
    /// <returns>The comparison, which fails with a <see cref="VerifyException"/>.</returns>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <summary>Compares a text with "Class.Method.verified.EXTENSION" beside the test.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The file's extension, without a dot: one that is known to hold text.</param>
    /// <param name="settings">How; null: as usual.</param>
    /// <param name="sourceFile">The test's source file, filled in by the compiler.</param>
    /// <returns>The comparison, which fails with a <see cref="VerifyException"/>.</returns>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
    {
        var test = UseVerifyAttribute.Current;
        return new SettingsTask(settings, used =>
        {
            var place = Place.Of(test, sourceFile, used, derivePathInfo);
            return Comparison.Run(target ?? "null", extension, place, used);
        });
    }

    /// <summary>Keeps the texts of all tests where a function says. For a module initializer.</summary>
    /// <param name="derivePathInfo">The function.</param>
    public static void DerivePathInfo(DerivePathInfo derivePathInfo)
    {
        ArgumentNullException.ThrowIfNull(derivePathInfo);
        Verifier.derivePathInfo = derivePathInfo;
    }

    /// <summary>Keeps the texts of all tests in one folder. For a module initializer.</summary>
    /// <param name="directory">The folder, relative to the project.</param>
    public static void UseProjectRelativeDirectory(string directory) =>
        DerivePathInfo((_, project, type, method) => new PathInfo(Path.Combine(project, directory), type.Name, method.Name));
}
