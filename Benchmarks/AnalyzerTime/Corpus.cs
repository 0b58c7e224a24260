using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hmm.Benchmarks.AnalyzerTime;

/// <summary>A body of C# that analyzers are measured on.</summary>
internal sealed record Corpus(string Name, CSharpCompilation Compilation)
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private const string Usings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    public int Lines => Compilation.SyntaxTrees.Sum(t => t.GetText().Lines.Count);

    public static Corpus OfFolder(string folder) => new(folder, Compile(
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        where !file.Contains("/obj/", StringComparison.Ordinal)
        select CSharpSyntaxTree.ParseText(File.ReadAllText(file), Parsing, file)));

    /// <summary>Code in which every class locks, calls and awaits, in one order.</summary>
    public static Corpus Generated(int classes) => new($"{classes} classes", Compile(Enumerable.Range(0, classes).Select(i =>
        CSharpSyntaxTree.ParseText(Class(i, classes), Parsing, $"Class{i}.cs"))));

    /// <summary>Runs analyzers over the whole, one after the other; their time in milliseconds and the number of their reports.</summary>
    public (double Time, int Reports) Measure(List<DiagnosticAnalyzer> analyzers)
    {
        var fresh = Compilation.Clone();
        fresh.GetDiagnostics();
        var options = new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var result = fresh.WithAnalyzers([.. analyzers], options).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return (result.AnalyzerTelemetryInfo.Values.Sum(t => t.ExecutionTime.TotalMilliseconds), result.GetAllDiagnostics().Length);
    }

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create("Corpus",
        [CSharpSyntaxTree.ParseText(Usings, Parsing), .. trees],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static string Class(int number, int classes)
    {
        var text = new StringBuilder($"public sealed class Class{number}\n{{\n");
        text.Append("    private readonly object first = new();\n    private readonly SemaphoreSlim second = new(1, 1);\n");
        text.Append("    private int count;\n");
        for (var i = 0; i < 12; i++)
        {
            text.Append($"    public int Get{i}() {{ lock (first) {{ return count + {i}; }} }}\n");
            text.Append($"    public async Task Add{i}(int by)\n    {{\n        await second.WaitAsync().ConfigureAwait(false);\n");
            text.Append("        try { for (var i = 0; i < by; i++) { Grow(i); } } finally { second.Release(); }\n    }\n");
        }

        text.Append("    private void Grow(int by) { lock (first) { count += by; } }\n");
        return text.Append($"    public int Next(Class{(number + 1) % classes} other) => other.Get0();\n}}\n").ToString();
    }
}
