using System.Runtime.CompilerServices;

namespace Hmm.Properties.Tidy;

/// <summary>The C# files of this repository, as they lie on the disk.</summary>
public static class SourceTree
{
    private static readonly string[] Folders =
        ["Analyzers", "Benchmarks", "Browser", "Model", "Properties", "Snapshots", "StandIns", "Tool"];

    private static readonly string[] Generated = ["bin", "obj"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() => Load(Root()));

    public static IReadOnlyList<SourceFile> Files => Read.Value;

    public static IEnumerable<SourceFile> Model => Files.Where(file => file.Folder == "Model");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", ".."));

    private static List<SourceFile> Load(string root) =>
    [
        .. from folder in Folders
           let path = Path.Combine(root, folder)
           where Directory.Exists(path)
           from file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(root, file).Replace('\\', '/')
           where !name.Split('/').Intersect(Generated).Any()
           orderby name
           select new SourceFile(name, File.ReadAllText(file).ReplaceLineEndings("\n")),
    ];
}
