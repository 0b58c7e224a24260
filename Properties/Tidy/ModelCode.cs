using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hmm.Properties.Tidy;

/// <summary>Model's source, bound, so that a name is known by what it means and not by how it looks.</summary>
public sealed class ModelCode
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>A partial method whose body a source generator writes (LibraryImport): generators do not run here.</summary>
    private const string GeneratedPart = "CS8795";

    private readonly CSharpCompilation compilation;

    public ModelCode(IEnumerable<SourceFile> files)
    {
        Trees = [.. files.Select(file => file.Tree)];
        compilation = CSharpCompilation.Create(
            "Tidy",
            [.. Trees, new SourceFile("Model/ImplicitUsings.cs", ImplicitUsings).Tree],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>What could not be bound: where a name has no meaning, no check can judge it.</summary>
    public IEnumerable<string> Errors =>
        from diagnostic in compilation.GetDiagnostics()
        where diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != GeneratedPart
        select diagnostic.ToString();

    public SemanticModel Semantics(SyntaxTree tree) => compilation.GetSemanticModel(tree);

    private static IEnumerable<MetadataReference> References() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        where Path.GetFileName(path) != "Hmm.Model.dll"
        select MetadataReference.CreateFromFile(path);
}
