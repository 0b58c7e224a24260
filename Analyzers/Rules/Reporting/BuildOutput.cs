namespace Hmm.Analyzers.Reporting;

/// <summary>Files that a build asks for: the lock graph and the facts for other assemblies.</summary>
internal static class BuildOutput
{
    /// <summary>Writes a file; what went wrong, or null.</summary>
    /// <param name="path">Where, relative to the project.</param>
    /// <param name="projectFolder">The folder of the project; null when the build does not tell.</param>
    /// <param name="text">What.</param>
    public static string? Write(string path, string? projectFolder, string text)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            if (projectFolder is null)
            {
                return $"{path}: give a full path, or let the compiler see the property ProjectDir";
            }

            path = System.IO.Path.Combine(projectFolder, path);
        }

        // An analyzer has no other way to hand a file to the build, and writes one only when the project names it.
#pragma warning disable RS1035
        try
        {
            if (!System.IO.File.Exists(path) || System.IO.File.ReadAllText(path) != text)
            {
                System.IO.File.WriteAllText(path, text);
            }

            return null;
        }
        catch (Exception exception) when (exception
            is System.IO.IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{path}: {exception.Message}";
        }
#pragma warning restore RS1035
    }
}
