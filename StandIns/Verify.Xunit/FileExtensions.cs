using System.Collections.Concurrent;

namespace EmptyFiles;

/// <summary>Which file extensions hold text.</summary>
public static class FileExtensions
{
    private static readonly ConcurrentDictionary<string, bool> TextExtensions = new(
        from extension in (string[])["cs", "css", "csv", "html", "js", "json", "log", "md", "mmd", "svg", "txt", "xml", "yaml", "yml"]
        select KeyValuePair.Create(extension, true));

    /// <summary>Adds an extension.</summary>
    /// <param name="extension">The extension, without a dot.</param>
    public static void AddTextExtension(string extension) => TextExtensions[extension] = true;

    /// <summary>Whether an extension holds text.</summary>
    /// <param name="extensionOrPath">The extension, without a dot.</param>
    /// <returns>True if it does.</returns>
    public static bool IsTextExtension(string extensionOrPath) => TextExtensions.ContainsKey(extensionOrPath);
}
