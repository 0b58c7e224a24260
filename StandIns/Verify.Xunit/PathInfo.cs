namespace VerifyTests;

/// <summary>Where a text is kept, before the settings of the single comparison.</summary>
/// <param name="directory">The folder; null: that of the test's source file.</param>
/// <param name="typeName">The first part of the file's name; null: the test class.</param>
/// <param name="methodName">The second part of the file's name; null: the test method.</param>
public readonly struct PathInfo(string? directory = null, string? typeName = null, string? methodName = null)
{
    /// <summary>The folder; null: that of the test's source file.</summary>
    public string? Directory { get; } = directory;

    /// <summary>The first part of the file's name; null: the test class.</summary>
    public string? TypeName { get; } = typeName;

    /// <summary>The second part of the file's name; null: the test method.</summary>
    public string? MethodName { get; } = methodName;
}
